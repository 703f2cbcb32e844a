import pytest

from grader.data import load_dataset
from grader.errors import ContentError


def problems(course) -> str:
    with pytest.raises(ContentError) as caught:
        load_dataset(course, "tiny")
    assert caught.value.code == "datapackage" and caught.value.exit_code == 1
    return caught.value.message


def test_tells_everything_that_is_missing(course, descriptor, write_descriptor):
    del descriptor["title"], descriptor["licenses"]
    first, second = descriptor["resources"][0]["schema"]["fields"]
    del first["unit"], second["blank"]
    second["type"] = "geopoint"
    write_descriptor(descriptor)
    message = problems(course)
    for part in ("title が", "licenses が", "列 code: unit", "列 value: blank", "type geopoint"):
        assert part in message
    assert len(message.splitlines()) == 5


def test_the_name_is_the_folder(course, descriptor, write_descriptor):
    descriptor["name"] = "other"
    write_descriptor(descriptor)
    assert "tiny にします" in problems(course)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (b'{"name": "tiny",\n]', "2 行目の 1 文字目"),
        (b"[]", "{ }"),
        ('{"name": "表"}'.encode("cp932"), "UTF-8"),
        (b"{}", "resources"),
        (b'{"resources": 3, "licenses": "x", "name": 1}', "name がありません"),
        (b'{"resources": [{"schema": {"fields": [{}]}}]}', "（path なし）"),
    ],
    ids=["syntax", "list", "encoding", "empty", "types", "bare"],
)
def test_broken_files(course, text, part):
    (course.datasets / "tiny" / "datapackage.json").write_bytes(text)
    assert part in problems(course)
