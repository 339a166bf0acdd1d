"""Names for generated articles: jurisdictions, topics, offices, bodies, people's first names, and words of asking."""

from typing import Final

JURISDICTIONS: Final = (
    "France;Germany;China;India;Brazil;Japan;Canada;Mexico;Russia;Italy;Spain;Israel;Egypt;Turkey;Australia;Sweden;"
    "Kenya;Nigeria;Argentina;Chile;Norway;Poland;Portugal;Greece;Iran;Iraq;Pakistan;Indonesia;Vietnam;Thailand;"
    "United Kingdom;European Union;South Africa;Netherlands;Belgium;Austria;Switzerland;Denmark;Finland;Ireland;"
    "Hungary;Romania;Ukraine;Georgia;Colombia;Peru;Morocco;Tunisia;Ghana;Uganda;New Zealand;Saudi Arabia;Malaysia;"
    "Singapore;Philippines;Bangladesh;Kazakhstan;Taiwan;Lebanon;Jordan;United Nations"
).split(";")
"""The first is the most common."""

TOPICS: Final = (
    "Human rights;Banking and finance;Criminal law;Employment;Environment;Taxation;Data protection;Elections;"
    "Family law;Immigration;Public health;Trade;Courts;Competition law;Energy;Education;Terrorism;"
    "Telecommunications;Transport;Intellectual property;Refugees;Constitutional law;Housing;Insurance;"
    "Agriculture;Defense;Privacy;Corruption;Media;Human trafficking"
).split(";")

MONTHS: Final = "January February March April May June July August September October November December".split()
OFFICES: Final = (
    "President;Prime Minister;Justice;Director;Ambassador;Attorney General;Minister;Secretary General".split(";")
)
FIRST_NAMES: Final = (
    "Anna Boris Carla David Elena Felix Greta Hugo Irina Jonas Karin Leo Maria Nils Olga Pavel Rosa Stefan Tanya Victor"
).split()
BODIES: Final = "Council Agency Commission Board Organization Committee Authority Bureau Fund Office".split()
FIELDS: Final = "Trade Border Labor Water Health Energy Press Transport Refugee Maritime Customs Housing".split()

OPENERS: Final = (
    "what is the;what does the;how does the;who is responsible for;when did the;where is the;which;why was the;"
    "can the;is there a;how many;what are"
).split(";")
LINKS: Final = ";of the;for;in the;by;and;to;on;with;;under the;".split(";")
