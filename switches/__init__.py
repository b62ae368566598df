"""Emergency switches: what organisers turn on at once, without a deploy, and everybody sees until it is off."""
