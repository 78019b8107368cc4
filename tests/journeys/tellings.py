"""What is told on a phone in each story: for every page of the report, its answers by the names of its fields."""

from tests.journeys.acting import Told

AT_COURT: Told = {
    "safe": {"safe": "no"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["physical-violence", "threat-face-to-face", "website-intimidation", "property-damage"]},
    "when": {"day": "today", "time": "9:40am"},
    "where": {"where": "court"},
    "who": {"who": "named"},
    "describe": {"name": "Colin Marlpit", "description": "About 40, grey suit, red cap"},
    "employer": {"employed": "no"},
    "others": {"others": ["witness"]},
    "witnesses": [{"name": "Lou"}, {"pick": "Lou Tarrant"}, {"name": ""}],
    "feeling": {"threatened": "yes", "feeling": "I keep looking over my shoulder."},
    "story": {"story": "He threw my telephone at me outside the court room, and said that he knows where I live."},
    "details": {
        "injury": "minor", "weapon": "no", "specific-threat": "yes", "animal": "no", "children": "yes",
        "repeated": "no", "what-was-damaged": "My work telephone", "still-dangerous": "no",
    },
    "police": {"told": "no"},
}  # fmt: skip
"""Cafcass: a family court adviser is attacked at court, and named on a website."""

LETTERS: Told = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["threatening-letter-or-email", "discrimination", "excessive-contact"]},
    "when": {"day": "other", "date_day": "3", "date_month": "March", "date_year": "2026", "time": "11:05pm"},
    "where": {"where": "email"},
    "who": {"who": "partly"},
    "describe": {"name": "Marl", "description": "Writes from a library account", "email": "marl@example.com"},
    "employer": {"employed": "not-known"},
    "others": {"others": ["none"]},
    "feeling": {"threatened": "unsure", "feeling": "I open my mail with my stomach in a knot."},
    "story": {"story": "Eleven e-mails in a week: where I come from, what ought to be done with me, and more."},
    "details": {
        "threat": "yes", "specific-threat": "no", "message-kept": "yes", "sender": "marl@example.com",
        "repeated": "yes", "crime": "not-known", "how-often": "daily", "outside-work": "no",
    },
    "strands": {"strands": ["race", "language"], "words": "He mocks how I write."},
    "police": {"told": "no"},
}  # fmt: skip
"""Cambridgeshire: e-mails that do not stop, racist and with threats."""

AT_THE_GATE: Told = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["threat-face-to-face", "stalking", "humiliation"]},
    "when": {"day": "yesterday", "time": "3:20pm"},
    "where": {"where": "school"},
    "place": {"address": "Fellside Primary School, the front gate", "postcode": "FS1 2AB"},
    "who": {"who": "named"},
    "describe": {"name": "Jed Marlpit", "description": "A pupil’s father", "telephone": "07700 900123"},
    "employer": {"employed": "yes", "employer": "Marlpit Haulage"},
    "others": {"others": ["affected", "witness"]},
    "others-affected": [{"name": "Ira"}, {"pick": "Ira Bell"}, {"name": ""}],
    "witnesses": [{"name": "A grandmother at the gate"}, {"pick": "outside"}, {"name": ""}],
    "feeling": {"threatened": "yes", "feeling": "I take another way home now."},
    "story": {"story": "He waited at the gate for the third time, mimicked my voice and said I had it coming."},
    "details": {
        "specific-threat": "yes", "weapon": "no", "animal": "no", "children": "yes", "outside-work": "yes",
        "sexual": "no",
    },
    "hostility": {"hostility": "yes"},
    "strands": {"strands": ["sex"], "words": ""},
    "police": {"told": "no"},
    "consent": {"consent": "yes"},
}  # fmt: skip
"""Cumbria: a headteacher is threatened and followed by a pupil's father, who drives for a haulier."""

ON_A_VISIT: Told = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["threat-face-to-face", "covert-intimidation"]},
    "when": {"day": "today", "time": "9am"},
    "where": {"where": "home-visit"},
    "place": {"address": "4 Marl Lane, Hartmere", "postcode": "HM1 2AB"},
    "who": {"who": "mine"},
    "mine": {"persons": ["Colin Marlpit"]},
    "others": {"others": ["none"]},
    "feeling": {"threatened": "yes"},
    "story": {"story": "He stood in the door with the dog and said that social workers have accidents."},
    "details": {
        "specific-threat": "yes", "weapon": "no", "animal": "yes", "children": "yes", "repeated": "yes",
        "signs": ["dog", "silence"], "child": ["watchful"], "self-check": ["relief"],
    },
    "hostility": {"hostility": "yes"},
    "strands": {"strands": ["religion"]},
    "police": {"told": "not-known"},
}  # fmt: skip
"""Cwm Taf: a social worker is intimidated on a visit to a family."""

WITH_A_DOG: Told = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["physical-violence", "dangerous-animal"]},
    "when": {"day": "today", "time": "9:15am"},
    "where": {"where": "home-visit"},
    "place": {"address": "19 Marl Lane, Hartmere", "postcode": "HM1 2AB"},
    "who": {"who": "unknown"},
    "describe": {"description": "A man of about 50, limping"},
    "employer": {"employed": "no"},
    "others": {"others": ["none"]},
    "feeling": {"threatened": "yes"},
    "story": {"story": "He let the dog off the lead and pushed me down the steps when I shouted."},
    "details": {
        "injury": "medical", "weapon": "no", "specific-threat": "no", "damage": "yes", "children": "no",
        "repeated": "no", "animal-there": "yes", "animal-as-threat": "yes",
    },
    "hostility": {"hostility": "no"},
    "police": {"told": "no"},
}  # fmt: skip
"""East Herts: an environmental health officer is bitten and pushed."""

AT_THE_PROTEST: Told = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "other"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["demonstration", "website-intimidation", "social-media", "sexual-harassment"]},
    "when": {"day": "today", "time": "8:45am"},
    "where": {"where": "office"},
    "place": {"address": "Hartmere Town Hall"},
    "who": {"who": "partly"},
    "describe": {"name": "", "description": "A man in a yellow coat, with a banner"},
    "employer": {"employed": "no"},
    "affected": [{"name": "Asha"}, {"pick": "Asha Rowan"}, {"name": ""}],
    "others": {"others": ["none"]},
    "feeling": {"threatened": "yes", "feeling": "She cannot stop shaking."},
    "story": {"story": "He grabbed her on her way in. Her picture is on their page and under our own posts."},
    "details": {
        "planned": "no", "group": "Not known", "threat": "yes", "children": "no", "web-address": "example.org/hartmere",
        "specific-threat": "no", "own-channel": "yes", "sender": "", "repeated": "no", "crime": "yes", "injury": "none",
    },
    "hostility": {"hostility": "no"},
    "police": {"told": "no"},
    "consent": {"consent": "unsure"},
}  # fmt: skip
"""The policy of an example council: a protest, at which somebody is assaulted; a colleague reports it for her."""
