"""The pages that volunteers write, and the blocks they write them with."""
