"""The mechanisms files: their grammar, and on a machine that has the claims table their agreement with it."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT.parent / "shared" / "knowledge"
ARTICLE = ROOT.parent / "shared" / "article"

NUTRIENTS = ("calcium", "vitamin_d", "magnesium", "vitamin_k2", "zinc", "potassium", "protein")
EVIDENCE = ("RCT", "human intervention", "human observational", "animal", "cell", "biochemistry", "framing")
STATUSES = ("established", "supported", "qualified", "contested", "framing")
CLAIMS = ("mechanisms.yaml", "mechanisms_bone.yaml")
LISTS = {"nutrients", "targets", "sources"}
REQUIRED = {"code", "title", "short", "detail", "from_article", "evidence", "status"} | LISTS
OPTIONAL = {"osteoblasts", "osteoclasts", "article", "qualifier", "systemic", "linked"}
TEXTS = ("title", "short", "detail", "qualifier", "osteoblasts", "osteoclasts", "systemic")
RUN = 8

Entry = dict[str, Any]


def read(name: str) -> Entry:
    """A whole file of data/."""
    loaded: Entry = yaml.safe_load((ROOT / "data" / name).read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def works() -> Entry:
    """The file of sources and references."""
    return read("mechanisms_sources.yaml")


@pytest.fixture(scope="module")
def graph() -> Entry:
    """The file of nodes, edges, rules and cautions."""
    return read("mechanisms_graph.yaml")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """The mechanisms in the order of the files."""
    return [entry for name in CLAIMS for entry in read(name)["mechanisms"]]


@pytest.fixture(scope="module")
def claims() -> dict[str, dict[str, str]]:
    """The rows of the claims table, by id."""
    table = KNOWLEDGE / "claims.csv"
    if not table.is_file():
        pytest.skip("the claims table (../shared/knowledge/claims.csv) is not on this machine")
    with table.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def nutrients_of(claim: dict[str, str]) -> set[str]:
    """Those of the seven that a row of the claims table names."""
    return {name.strip().lower().replace(" ", "_") for name in claim["nutrient"].split(";")} & set(NUTRIENTS)


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return re.findall(r"[^\W_]+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of eight words in a text."""
    found = words(text)
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def sentences(text: str) -> int:
    """How many sentences a text has."""
    return len(re.findall(r"[.!?](?=\s|$)", text))


def texts(entry: Entry) -> list[str]:
    """Everything of an entry that is prose, with the pointer into the article."""
    return [entry[key] for key in TEXTS if key in entry] + list(entry.get("article", {}).values())


@pytest.mark.parametrize(
    ("name", "schema", "keys"),
    [
        ("mechanisms.yaml", "mechanisms", {"mechanisms"}),
        ("mechanisms_bone.yaml", "mechanisms", {"mechanisms"}),
        ("mechanisms_sources.yaml", "mechanisms", {"sources", "references"}),
        ("mechanisms_graph.yaml", "graph", {"nodes", "edges", "interplay", "cautions"}),
    ],
)
def test_top_level(name: str, schema: str, keys: set[str]) -> None:
    """A file names its schema and holds what its header says, nothing else."""
    data = read(name)
    assert set(data) == {"schema"} | keys
    assert data["schema"] == f"bonecheck.{schema}/1"


def test_entry_keys(entries: list[Entry]) -> None:
    """Every entry has the required keys and none that the grammar does not know."""
    for entry in entries:
        assert set(entry) >= REQUIRED, entry["code"]
        assert set(entry) <= REQUIRED | OPTIONAL, entry["code"]


def test_values_are_filled(entries: list[Entry]) -> None:
    """No text is empty, has stray blanks at its ends, or is anything but text."""
    for entry in entries:
        for text in [*texts(entry), *entry["targets"], *entry["sources"]]:
            assert isinstance(text, str) and text and text == text.strip(), (entry["code"], text)
        assert entry["sources"], entry["code"]
        assert entry["targets"] or entry["evidence"] == "framing" or entry["code"] == "NF-06", entry["code"]


def test_vocabularies(entries: list[Entry]) -> None:
    """Nutrients, evidence and status come from the vocabularies in the header."""
    for entry in entries:
        assert set(entry["nutrients"]) <= set(NUTRIENTS), entry["code"]
        assert entry["evidence"] in EVIDENCE, entry["code"]
        assert entry["status"] in STATUSES, entry["code"]


def test_codes_are_unique(entries: list[Entry]) -> None:
    """A code names one mechanism."""
    codes = [entry["code"] for entry in entries]
    assert sorted(codes) == sorted(set(codes))


def test_lists_have_no_doubles(entries: list[Entry]) -> None:
    """No nutrient, target or source is named twice in one entry."""
    for entry in entries:
        for key in LISTS:
            assert len(entry[key]) == len(set(entry[key])), (entry["code"], key)


def test_blocks_stand_in_order(entries: list[Entry]) -> None:
    """Entries stand in the blocks of their first nutrient, and the blocks in the order of the header."""
    ranks = [NUTRIENTS.index(entry["nutrients"][0]) if entry["nutrients"] else len(NUTRIENTS) for entry in entries]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("nutrient", NUTRIENTS)
def test_contested_claims_and_framing_come_last(entries: list[Entry], nutrient: str) -> None:
    """Within the block of a nutrient, so that neither leads."""
    firm = [e["status"] in STATUSES[:3] for e in entries if e["nutrients"][:1] == [nutrient]]
    assert firm == sorted(firm, reverse=True)


@pytest.mark.parametrize("nutrient", NUTRIENTS)
def test_three_per_nutrient(entries: list[Entry], nutrient: str) -> None:
    """Each nutrient has at least three mechanisms for the report to choose from."""
    assert sum(nutrient in entry["nutrients"] for entry in entries) >= 3


def test_lengths(entries: list[Entry]) -> None:
    """A title fits 60 characters, a short 170 and one sentence, a detail three sentences, a qualifier one."""
    for entry in entries:
        code = entry["code"]
        assert len(entry["title"]) <= 60, (code, len(entry["title"]))
        assert len(entry["short"]) <= 170, (code, len(entry["short"]))
        assert entry["short"].endswith(".") and sentences(entry["short"]) == 1, code
        assert 1 <= sentences(entry["detail"]) <= 3, code
        assert sentences(entry.get("qualifier", ".")) == 1, code


def test_article_places(entries: list[Entry]) -> None:
    """An entry says where in the article it stands exactly when it is from the article."""
    for entry in entries:
        assert isinstance(entry["from_article"], bool), entry["code"]
        assert set(entry.get("article", {})) == ({"section", "element"} if entry["from_article"] else set())


def test_qualified_has_qualifier(entries: list[Entry]) -> None:
    """What is true only with a qualifier carries it, and what is contested says why."""
    limited = ("qualified", "contested")
    assert [e["code"] for e in entries if e["status"] in limited and "qualifier" not in e] == []


def test_sources_resolve(works: Entry, graph: Entry, entries: list[Entry]) -> None:
    """Every source named by a mechanism, edge, caution or reference is listed, and every listed one is named."""
    users = [*entries, *graph["edges"], *graph["cautions"], *works["references"]]
    assert {key for user in users for key in user["sources"]} == set(works["sources"])


def test_sources_are_cited(works: Entry) -> None:
    """Every source has a citation on one line, and a DOI that looks like one if it has any."""
    for key, source in works["sources"].items():
        assert {"citation"} <= set(source) <= {"citation", "doi"}, key
        assert len(source["citation"]) > 20 and "\n" not in source["citation"], key
        assert re.fullmatch(r"10\.\d{4,}/\S+", source.get("doi", "10.1000/none")), key


def test_claims_are_complete(entries: list[Entry], claims: dict[str, dict[str, str]]) -> None:
    """Every claim of the table is present, and nothing besides: 126 of the article, 19 complements."""
    assert {entry["code"] for entry in entries} == set(claims)
    assert [sum(entry["from_article"] is flag for entry in entries) for flag in (True, False)] == [126, 19]


def test_claims_agree(entries: list[Entry], claims: dict[str, dict[str, str]]) -> None:
    """Nutrients, status, evidence, targets and origin are those of the claims table."""
    for entry in [entry for entry in entries if entry["code"] in claims]:
        claim = claims[entry["code"]]
        assert set(entry["nutrients"]) == nutrients_of(claim), entry["code"]
        assert entry["status"] == claim["status"], entry["code"]
        assert entry["evidence"] == claim["evidence_level"], entry["code"]
        assert entry["targets"] == [t for t in claim["targets"].split(";") if t != "-"], entry["code"]
        assert entry["from_article"] == (claim["from_article"] == "yes"), entry["code"]
        assert ("qualifier" in entry) == bool(claim["qualifier_ids"]), entry["code"]
        for key, column in (("osteoblasts", "osteoblast_effect"), ("osteoclasts", "osteoclast_effect")):
            assert (key in entry) == (claim[column] != "-"), (entry["code"], key)


def test_article_places_agree(entries: list[Entry], claims: dict[str, dict[str, str]]) -> None:
    """The place in the article is that of the claims table, but for the first words of two long headings."""
    for entry in entries:
        if entry["from_article"] and entry["code"] in claims:
            claim = claims[entry["code"]]
            section = (
                claim["article_section"].replace("The Synergistic", "Synergistic").replace("What Are the Impl", "Impl")
            )
            assert entry["article"] == {"section": section, "element": claim["article_element"]}


def test_no_words_of_the_article(entries: list[Entry], graph: Entry) -> None:
    """No text shares a run of eight words with the article (titles of cited works are not ours to reword)."""
    files = sorted(ARTICLE.glob("*.txt")) if ARTICLE.is_dir() else []
    if not files:
        pytest.skip("the source article (../shared/article) is not on this machine")
    printed = runs(" ".join(file.read_text(encoding="utf-8") for file in files))
    for entry in entries:
        for text in texts(entry):
            assert runs(text) & printed == set(), entry["code"]
    for caution in graph["cautions"]:
        assert runs(caution["text"]) & printed == runs(caution["ask"]) & printed == set(), caution["code"]


def test_no_claim_is_copied(entries: list[Entry], claims: dict[str, dict[str, str]]) -> None:
    """No text repeats the sentence of any row of the claims table."""
    for entry in entries:
        ours = " ".join(" ".join(words(text)) for text in texts(entry))
        copied = [code for code, claim in claims.items() if " ".join(words(claim["claim"])) in ours]
        assert copied == [], entry["code"]
