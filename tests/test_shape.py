"""The architecture's own tests. Each rule is run on the program, and on a planted fault that it must find."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from heed.casework.cases.states import Move
from heed.policy.vocabulary import VOCABULARY, Verb
from tests.shape import budgets, code, pages, places
from tests.shape.source import Rule, name_of, python

ROOT = Path(__file__).parents[1]
LONG = "x = 1\n" * 301
FUNCTION = "def grow() -> None:\n" + "    x = 1\n" * 40
PYPROJECT = '[project]\ndependencies = [\n  "Django>=5",\n]\n'
CLAUSE = 'import pytest\n\n@pytest.mark.clause("CAF-99")\ndef test_it(): ...\n'
TABLE = "class Thing(models.Model):\n    {} = models.{}()\n"

# Rule → the file that it must find a fault in, or (file, what is in it) where the path alone does not plant it.
PLANTED: dict[Rule, dict[str, str]] = {
    budgets.files_are_short: {"heed/people/long.py": LONG},
    budgets.most_files_are_shorter: {"heed/people/long.py": LONG},
    budgets.functions_are_short: {"heed/people/rules.py": FUNCTION},
    budgets.most_functions_are_shorter: {"heed/people/rules.py": FUNCTION},
    budgets.templates_are_short: {"heed/web/templates/page.html": "<p></p>\n" * 121},
    budgets.tests_weigh_enough: {"heed/people/rules.py": "x = 1\n" * 100, "tests/test_rules.py": "x = 1\n" * 20},
    code.only_the_clock_reads_the_time: {"heed/jobs.py": "from datetime import datetime\nx = datetime.now()\n"},
    code.waiting_has_a_reason: {"heed/jobs.py": "from time import sleep\n"},
    code.imports_stand_at_the_top: {"heed/jobs.py": "def work():\n    import os\n"},
    code.no_signals: {"heed/jobs.py": "from django.db.models.signals import post_save\n"},
    code.no_save_override: {"heed/people/models.py": "class A:\n    def save(self): ...\n"},
    code.doors_touch_no_tables: {"heed/web/people/views.py": "x = Person.objects.all()\n"},
    code.few_floors_reach_out: {"heed/jobs.py": "from urllib.request import urlopen\n"},
    code.only_changes_write: {"heed/people/queries.py": "person.save()\n"},
    code.names_say_something: {"heed/people/queries.py": "class CaseService: ...\n"},
    code.pages_speak_through_gettext: {"heed/web/people/forms.py": 'x = CharField(label="Name")\n'},
    code.silence_has_a_reason: {"heed/jobs.py": "x = 1  # no" + "qa: E501\n"},
    code.tests_make_nothing_believe: {"tests/test_a.py": "from unittest.mock import Mock\n"},
    places.domain_packages_hold_known_files: {"heed/people/public/tools.py": ""},
    places.tests_mirror_the_program: {"tests/elsewhere/test_a.py": "", "heed/people/__init__.py": ""},
    places.one_migration_line: {"heed/migrations/0001_initial.py": "", "heed/migrations/0001_other.py": ""},
    places.columns_are_named_for_what_they_hold: {"heed/people/models.py": TABLE.format("born_on", "DateTimeField")},
    places.routes_have_names: {"heed/web/people/urls.py": 'urlpatterns = [path("people", views.people)]\n'},
    places.locks_name_no_address: {"requirements.txt": "--index-url https://example.org/simple\n"},
    places.no_machine_is_named: {"docs/how.md": "Look into /ro" + "ot/heed.\n"},
    places.dependencies_have_reasons: {"pyproject.toml": PYPROJECT},
    places.imports_are_declared: {"pyproject.toml": PYPROJECT, "heed/jobs.py": "import pytest, django.db, os\n"},
    places.clauses_exist: {"tests/test_a.py": CLAUSE, "heed/policies/clauses.toml": 'id = "CAF-1"\n'},
    pages.pages_hold_no_inline_code: {"heed/web/templates/page.html": '<p onclick="go()">\n'},
    pages.pages_hold_no_untranslated_words: {"heed/web/templates/page.html": "<p>Hello there</p>\n"},
    pages.pages_name_files_that_exist: {"heed/web/templates/page.html": "{% static 'lost.css' %}\n"},
    pages.pages_read_no_clock: {"heed/web/templates/page.html": "{% now 'Y' %}\n"},
}


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_the_rule_finds_a_planted_fault(rule: Rule, tmp_path: Path) -> None:
    for name, text in PLANTED[rule].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    assert len(rule(tmp_path)) == 1


@pytest.mark.parametrize("text", [
    "from heed import clock\nx = clock.now()\n",
    "x = timezone.get_current_timezone()\n",
    "x = stamp.at.date()\n",
])  # fmt: skip
def test_asking_for_the_time_properly_is_no_fault(text: str, tmp_path: Path) -> None:
    (tmp_path / "heed").mkdir()
    (tmp_path / "heed" / "jobs.py").write_text(text)

    assert code.only_the_clock_reads_the_time(tmp_path) == []


# --- what only the running program knows -----------------------------------------------------------------------------


def test_every_table_is_one_of_the_one_app_and_stands_in_a_models_module() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("heed.")]

    assert len(ours) > 10
    assert {(model._meta.app_label, model.__module__.rpartition(".")[2]) for model in ours} == {("heed", "models")}


def test_migrations_have_one_leaf() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)

    assert len(loader.graph.leaf_nodes("heed")) == 1
    assert loader.detect_conflicts() == {}


def verbs_of(module: ModuleType) -> set[Verb]:
    """Return the verbs that a module of states declares, alone or in a move."""
    moves = {value.verb for value in vars(module).values() if isinstance(value, Move)}
    return moves | {value for value in vars(module).values() if isinstance(value, Verb)}


def test_every_declared_verb_is_in_the_vocabulary() -> None:
    states = [path for path in python(ROOT, "heed") if path.name == "states.py"]
    modules = [import_module(name_of(ROOT, path).removesuffix(".py").replace("/", ".")) for path in states]
    declared = {verb for module in modules for verb in verbs_of(module)}

    assert len(declared) > 50
    assert {verb.name for verb in declared if verb.name not in VOCABULARY} == set()
    assert [verb.name for verb in VOCABULARY if verb not in declared] == []


def test_a_verb_that_a_module_forgets_to_hand_over_is_seen() -> None:
    module = ModuleType("states")
    lost = Verb("case.lose", "lose it", "It was lost")
    module.LOST = Move(lost)  # type: ignore[attr-defined]  # modules take any name

    assert verbs_of(module) == {lost}
    assert "case.lose" not in VOCABULARY
