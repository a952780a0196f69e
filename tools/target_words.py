"""The words of data/targets.yaml: its head, names of authorities, citations and notes, all in our own wording."""

from __future__ import annotations

NUTRIENTS = ("calcium", "vitamin D", "magnesium", "vitamin K", "zinc", "potassium", "protein")

HEADER = """\
# The reference intakes that bonecheck holds a day against. Written by tools/build_targets.py: change that, not this.
#
# Grammar
#   authorities  one entry per authority: its key, then name (and note, if any).
#   outdated     values that were replaced and still circulate: nutrient, value, unit, and in note by what
#   values       blocks; a block is what its rows share, and a row may set any field anew:
#     authority  a key of authorities; none marks a level that no authority sets and that is shown beside each of them
#     nutrient   calcium, vitamin_d, magnesium, vitamin_k2, zinc, potassium, protein
#     kind       the authority's own word: EAR, AR average requirement; RDA, PRI, RI, RNI recommended intake; AI adequate
#                intake; UL upper level; DV label value; guideline, guidance advice, with guidance_high its upper end;
#                LRNI enough for few; comparison: a level to compare with, no requirement; target: somebody's own value
#     unit       mg, µg or g, as the nutrient is counted
#     basis      per day | per kg body weight per day
#     plus       what is added to the value, in unit per day (an increment in pregnancy to a value per kg)
#     counts     which intake is held against it: total (the default) | supplements
#     edition, citation, checked (against how many sources), note
#     rows       sex (any, female, male), age [first, last] in completed years (null: no last) or months [first, last] in
#                completed months, stage (any, general, pregnancy, lactation, postmenopause), part [first, last] of it
#                (trimesters of a pregnancy, completed months of lactation), phytate (mg a day that the value is for: 300,
#                600, 900, 1200), value. "none" means that none is set, never zero; the note then says why.
#                Left out, sex, age, stage, part and phytate mean everybody. After menopause what is general holds where
#                an authority has nothing of its own.
#   The loader refuses a value without unit, kind, basis, edition and citation, and any key it does not know.
#
# Source   The reports that the blocks cite. NAM's group "> 70 y" stands here as 71 and over. EFSA's increments for zinc are
#          added to the base, those for protein stand in plus. WHO/FAO's zinc by bioavailability stands by phytate: high
#          at 300, moderate at 600 and 900, low at 1200 mg (its classes are molar ratios of phytate to zinc of up to 5, 5
#          to 15 and more; these levels with about 8 mg of zinc have ratios of 4, 7, 11 and 15). WHO/FAO's calcium after
#          menopause and ESCEO's advice hold from that stage on, not from the age of 51 alone.
%s
# Licence  Numbers are facts; the wording is ours and under the project's licence (MIT).
# Date     November 2026.
"""

# Authorities with a name for readers, in the order of the lists; the latter ones advise on bone and have few nutrients.
AUTHORITIES = {
    "NAM": (
        "NAM reference intakes (US and Canada)",
        "National Academies of Sciences, Engineering, and Medicine, formerly the Institute of Medicine",
    ),
    "EFSA": ("EFSA dietary reference values (EU)", "European Food Safety Authority, with the SCF before it"),
    "NNR": ("Nordic Nutrition Recommendations 2023", "the Nordic and Baltic countries"),
    "UK": ("UK dietary reference values", "COMA 1991 and SACN 2016"),
    "WHO/FAO": ("WHO/FAO recommended intakes", "a value for potassium is a guideline: at least"),
    "FDA": ("FDA Daily Values (US labels)", "for labels, on 2000 kcal a day; no requirement of a person"),
    "PROT-AGE": ("PROT-AGE advice on protein", "an addition: older people; write NAM+PROT-AGE"),
    "ESPEN": ("ESPEN advice on protein", "an addition: older people; write NAM+ESPEN"),
    "ESCEO": ("ESCEO advice on bone", "an addition: women after menopause; write NAM+ESCEO"),
    "ESCEO/IOF": ("ESCEO and IOF on protein", "an addition: osteoporosis; write NAM+ESCEO/IOF"),
    "NOF/BHOF": ("NOF/BHOF advice on bone (US)", "an addition: from 50 years; write NAM+BHOF"),
    "IOF": ("IOF advice on vitamin D", "an addition: from 60 years; write NAM+IOF"),
    "RACGP": ("RACGP advice on bone (Australia)", "an addition: treatment of osteoporosis; write NAM+RACGP"),
}

OUTDATED = (
    (
        "potassium",
        4700,
        "mg",
        "4700 mg was NAM's AI of 2005, replaced in 2019 by 2600 mg for women and 3400 mg for men; labels still use it",
    ),
)

# The table's short source name → edition's citation. DOIs are those of the National Academies Press.
CITATIONS = {
    "IOM 1997 DRIs for Calcium, Phosphorus, Magnesium, Vitamin D and Fluoride": (
        "Institute of Medicine. Dietary Reference Intakes for Calcium, Phosphorus, Magnesium, Vitamin D, and Fluoride. "
        "National Academies Press 1997. doi:10.17226/5776"
    ),
    "IOM 2001 DRIs for Vitamin A, Vitamin K ... and Zinc": (
        "Institute of Medicine. Dietary Reference Intakes for Vitamin A, Vitamin K, Arsenic, Boron, Chromium, Copper, "
        "Iodine, Iron, Manganese, Molybdenum, Nickel, Silicon, Vanadium, and Zinc. "
        "National Academies Press 2001. doi:10.17226/10026"
    ),
    "IOM 2002/2005 DRIs for Energy ... Protein and Amino Acids": (
        "Institute of Medicine. Dietary Reference Intakes for Energy, Carbohydrate, Fiber, Fat, Fatty Acids, "
        "Cholesterol, Protein, and Amino Acids. National Academies Press 2005. doi:10.17226/10490"
    ),
    "IOM 2011 DRIs for Calcium and Vitamin D": (
        "Institute of Medicine. Dietary Reference Intakes for Calcium and Vitamin D. "
        "National Academies Press 2011. doi:10.17226/13050"
    ),
    "NASEM 2019 DRIs for Sodium and Potassium": (
        "National Academies of Sciences, Engineering, and Medicine. Dietary Reference Intakes for Sodium and "
        "Potassium. National Academies Press 2019. doi:10.17226/25353"
    ),
    "EFSA NDA 2015 calcium (EFSA J 13(5):4101)": (
        "EFSA NDA Panel. Dietary reference values for calcium. EFSA Journal 2015;13(5):4101. doi:10.2903/j.efsa.2015.4101"
    ),
    "EFSA NDA 2015 magnesium (EFSA J 13(7):4186)": (
        "EFSA NDA Panel. Dietary reference values for magnesium. EFSA Journal 2015;13(7):4186. "
        "doi:10.2903/j.efsa.2015.4186"
    ),
    "EFSA NDA 2014 zinc (EFSA J 12(10):3844)": (
        "EFSA NDA Panel. Dietary reference values for zinc. EFSA Journal 2014;12(10):3844. doi:10.2903/j.efsa.2014.3844"
    ),
    "EFSA NDA 2016 potassium (EFSA J 14(10):4592)": (
        "EFSA NDA Panel. Dietary reference values for potassium. EFSA Journal 2016;14(10):4592. "
        "doi:10.2903/j.efsa.2016.4592"
    ),
    "EFSA NDA 2016 vitamin D (EFSA J 14(10):4547)": (
        "EFSA NDA Panel. Dietary reference values for vitamin D. EFSA Journal 2016;14(10):4547. "
        "doi:10.2903/j.efsa.2016.4547"
    ),
    "EFSA NDA 2012 protein (EFSA J 10(2):2557)": (
        "EFSA NDA Panel. Dietary reference values for protein. EFSA Journal 2012;10(2):2557. doi:10.2903/j.efsa.2012.2557"
    ),
    "EFSA NDA 2023 vitamin D UL (EFSA J 21(8):8145); infants EFSA 2018": (
        "EFSA NDA Panel. Tolerable upper intake level for vitamin D. EFSA Journal 2023;21(8):8145; infants: 2018"
    ),
    "EFSA NDA 2012 calcium UL (EFSA J 10(7):2814)": (
        "EFSA NDA Panel. Tolerable upper intake level of calcium. EFSA Journal 2012;10(7):2814"
    ),
    "SCF 2003 zinc UL (in EFSA 2006/2018 compilations)": (
        "Scientific Committee on Food 2003, in EFSA. Tolerable upper intake levels for vitamins and minerals. 2006"
    ),
    "SCF 2001 magnesium UL (in EFSA 2006/2018 compilations)": (
        "Scientific Committee on Food 2001, in EFSA. Tolerable upper intake levels for vitamins and minerals. 2006"
    ),
    "EFSA 2005 potassium UL": "EFSA NDA Panel. Opinion on the tolerable upper intake level of potassium. 2005",
    "SCF 2003 vitamin K UL": "Scientific Committee on Food 2003; EFSA NDA Panel. EFSA Journal 2017;15(5):4780",
    "COMA 1991 Dietary Reference Values (Report 41)": (
        "Committee on Medical Aspects of Food Policy. Dietary Reference Values for Food Energy and Nutrients for the "
        "United Kingdom. Report on Health and Social Subjects 41. HMSO 1991"
    ),
    "SACN 2016 Vitamin D and Health": "Scientific Advisory Committee on Nutrition. Vitamin D and Health. 2016",
    "Nordic Nutrition Recommendations 2023": (
        "Nordic Nutrition Recommendations 2023. Nordic Council of Ministers 2023. doi:10.6027/nord2023-003"
    ),
    "21 CFR 101.9 as amended 27 May 2016": "US Code of Federal Regulations, 21 CFR 101.9, as amended on 27 May 2016",
    "FAO/WHO 2004 Vitamin and mineral requirements, 2nd ed.": (
        "FAO/WHO. Vitamin and mineral requirements in human nutrition. 2nd edition. World Health Organization 2004"
    ),
    "WHO 2012 Guideline: potassium intake": (
        "WHO. Guideline: potassium intake for adults and children. World Health Organization 2012"
    ),
    "WHO/FAO/UNU 2007 TRS 935": (
        "WHO/FAO/UNU. Protein and amino acid requirements in human nutrition. WHO Technical Report Series 935. 2007"
    ),
    "Bauer 2013 JAMDA 14:542 (PROT-AGE)": "Bauer J et al. (PROT-AGE). J Am Med Dir Assoc 2013;14:542",
    "Deutz 2014 Clin Nutr 33:929 (ESPEN)": "Deutz NEP et al. (ESPEN). Clin Nutr 2014;33:929",
    "Rizzoli 2014 Maturitas 79:122 (ESCEO consensus, postmenopausal women)": (
        "Rizzoli R et al. (ESCEO consensus on postmenopausal women). Maturitas 2014;79:122"
    ),
    "Rizzoli 2018 Osteoporos Int 29:1933": "Rizzoli R et al. (ESCEO, IOF). Osteoporos Int 2018;29:1933",
    "National Osteoporosis Foundation (now BHOF) recommendations": (
        "National Osteoporosis Foundation, now Bone Health and Osteoporosis Foundation: recommendations, 2014"
    ),
    "IOF position statement, Dawson-Hughes 2010 Osteoporos Int 21:1151": (
        "Dawson-Hughes B et al. (IOF position statement). Osteoporos Int 2010;21:1151"
    ),
    "RACGP/Healthy Bones Australia guideline 2024, recommendation 13": (
        "RACGP and Healthy Bones Australia. Osteoporosis guideline 2024, recommendation 13"
    ),
}

ZINC_NOTE = "for a mixed North American diet; on a vegetarian one up to half as much again may be needed"
SUN_NOTE = "assumes minimal sun"
LABEL_NOTE = "a label value for 2000 kcal a day, no requirement of a person"
NOTES = {
    ("NAM", "magnesium", "UL"): "of magnesium in supplements and medicines alone; that in food and water never counts",
    ("NAM", "zinc", "EAR"): ZINC_NOTE,
    ("NAM", "zinc", "RDA"): ZINC_NOTE,
    ("NAM", "vitamin D", "EAR"): SUN_NOTE,
    ("NAM", "vitamin D", "RDA"): SUN_NOTE,
    ("NAM", "potassium", "AI"): "2019 revision, in place of 4700 mg (2005)",
    ("NAM", "potassium", "UL"): "no harm specific to a high intake was found to set one by",
    ("NAM", "vitamin K", "UL"): "its report gives none for vitamin K in any form",
    ("NAM", "protein", "UL"): "its report gives none",
    ("EFSA", "magnesium", "UL"): (
        "of readily dissociable magnesium in supplements, water or added to food; that of food itself never counts"
    ),
    ("EFSA", "vitamin D", "AI"): "assumes minimal synthesis in the skin",
    ("EFSA", "vitamin D", "UL"): "vitamin D equivalents",
    ("EFSA", "potassium", "UL"): "the data did not suffice to set one by",
    ("EFSA", "vitamin K", "UL"): "the data did not suffice to set one by",
    ("NNR", "magnesium", "UL"): "of magnesium in supplements alone",
    ("WHO/FAO", "potassium", "guideline"): "at least, from food",
    ("WHO/FAO", "protein", "RNI"): "safe level",
    ("UK", "potassium", "LRNI"): "enough for few people only",
    ("PROT-AGE", "protein", "guidance"): (
        "1.0 to 1.2 g/kg over 65 years; 1.2 or more with exercise, 1.2 to 1.5 in illness; not in severe kidney disease"
    ),
    ("ESPEN", "protein", "guidance"): "at least 1.0 to 1.2 g/kg for healthy older people; 1.2 to 1.5 in malnutrition",
    ("ESCEO", "protein", "guidance"): "1.0 to 1.2 g/kg, with 20 to 25 g of good protein at each main meal",
    ("ESCEO", "vitamin D", "guidance"): "800 IU, to keep 25(OH)D above 50 nmol/L",
    ("ESCEO/IOF", "protein", "guidance"): (
        "older people with osteoporosis: at least 0.8 g/kg, with enough calcium, goes with denser bone"
    ),
    ("NOF/BHOF", "calcium", "guidance"): "from food and supplements together",
    ("NOF/BHOF", "vitamin D", "guidance"): "800 to 1000 IU",
    ("IOF", "vitamin D", "guidance"): "800 to 1000 IU against falls and fractures; more with little sun or overweight",
    ("RACGP", "calcium", "guidance"): "people treated for osteoporosis: supplement where food gives less",
} | {("FDA", nutrient, "DV"): LABEL_NOTE for nutrient in NUTRIENTS}
PER_DAY_NOTES = {
    ("NAM", "protein", "RDA"): (
        "for the reference body of the age group (57 kg for a woman, 70 kg for a man); "
        "the value per kg says more once a body weight is known"
    ),
    ("UK", "protein", "RNI"): "for the reference body; the value per kg says more once a body weight is known",
}
# Words of the table's note of a row → ours.
ROW_NOTES = {
    "97.5th-percentile body weight": "for the body weight that 97.5 % of people do not exceed",
    "20 ug if little or no sun": "20 µg with little or no sun",
    "page states 25-50 y": "the page it was read on states it for 25 to 50 years",
    "as printed in the Swedish list": "as printed in the Swedish list",
    "safe intake 8.5-10": "a safe intake of 8.5 to 10 µg",
    "safe intake": "a safe intake",
    "owiki table gives the higher sex value": "the higher value of the two sexes",
    "set before the 2019 AI": f"{LABEL_NOTE}; set before NAM's AI of 2019, so the two differ",
    "NO UPPER LEVEL for infants (ND)": "an infant's should come from food alone",
    "NO UPPER LEVEL for infants and children": "the data did not suffice to set one by for children",
    "NO UPPER LEVEL under 4 y": "the data did not suffice to set one by under 4 years",
    "from human milk": "from what human milk gives",
    "value tabulated at exactly this age": "tabulated for exactly this age",
    "MENOPAUSAL": "for women after menopause",
    "premenopausal": "for women before menopause",
    "third trimester only": "for the last trimester",
}
COUNTS = {("magnesium", "UL"): "supplements"}

# Gast 2009 is the one large cohort whose abstract gives a mean menaquinone intake; 29.1 is shown as 30.
K2_COMPARISON = """\
- authority: none
  nutrient: vitamin_k2
  kind: comparison
  unit: µg
  basis: per day
  edition: "2009"
  citation: >-
    Gast GCM et al. A high menaquinone intake reduces the incidence of coronary heart disease.
    Nutr Metab Cardiovasc Dis 2009;19:504-510. doi:10.1016/j.numecd.2008.10.004
  checked: one source
  note: >-
    No official requirement for vitamin K2 exists. 30 µg is about the mean intake of 16,057 women aged 49 to 70
    (29.1 ± 12.8 µg/day, Gast 2009): ordinary where cheese is eaten, not a requirement, of no proven benefit for bone.
  rows:
  - {sex: any,    age: [0, 18],    stage: any,       value: none, note: "the comparison level is an intake of adults"}
  - {sex: any,    age: [19, null], stage: any,       value: 30}
"""
