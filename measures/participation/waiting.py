"""What of participation waits for a person: contributions to look at and to answer, consultations to conclude."""
