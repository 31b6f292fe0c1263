"""The questions and the policy a new installation starts with; an administrator changes them."""

QUESTIONS = [
    ("overall", "How satisfied are you, all in all?", "Secara keseluruhan, seberapa puas Anda?", 10),
    ("communication", "Were you kept informed?", "Apakah Anda mendapat kabar yang cukup?", 20),
    ("speed", "Was it fast enough?", "Apakah penanganannya cukup cepat?", 30),
    ("quality", "Is the solution good?", "Apakah solusinya baik?", 40),
]
"""code, English, Indonesian, place"""
