"""Static files are named by what they hold, scripts that import each other included."""

from pathlib import Path

from heed.web.files import Hashed


def collected(folder: Path) -> Hashed:
    for name, text in {"one.js": 'import { two } from "./two.js";\n', "two.js": "export const two = 2;\n"}.items():
        (folder / name).write_text(text)
    storage = Hashed(location=str(folder), base_url="/static/")
    assert all(
        not isinstance(done[2], Exception)
        for done in storage.post_process({n: (storage, n) for n in ("one.js", "two.js")})
    )
    return storage


def test_imports_name_the_hashed_file(tmp_path: Path) -> None:
    storage = collected(tmp_path)

    text = (tmp_path / storage.stored_name("one.js")).read_text()

    assert text == f'import {{ two }} from "./{storage.stored_name("two.js")}";\n'
    assert storage.url("two.js") == f"/static/{storage.stored_name('two.js')}"


def test_before_files_are_collected_the_plain_name_will_do(tmp_path: Path) -> None:
    assert Hashed(location=str(tmp_path), base_url="/static/").url("heed.css") == "/static/heed.css"
