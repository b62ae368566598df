"""Letters on paper and in pictures: the typefaces, which of them a text needs, and how its letters stand.

What is printed or drawn is the business of the rooms that ask; this one knows scripts, faces and directions.
"""
