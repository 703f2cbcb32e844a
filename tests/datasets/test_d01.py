from grader.data import load_dataset

TABLE = "branches.csv"


def test_is_the_city_of_the_stories(course):
    tables, truth = load_dataset(course, "d01-branches").make(1)
    table = tables[TABLE]
    assert table["area_pop"].sum() == truth["population"] == 184_320
    assert (table["area_pop"].min(), table["area_pop"].max()) == (4_100, 46_800)
    assert table["branch_code"].tolist() == [f"B{i:02d}" for i in range(1, 13)]
    assert " ".join(table["branch_name"]) == "本庁 緑が丘 若葉台 東浜 西浜 山手 川上 川下 北原 南原 谷口 島田"


def test_varies_only_when_asked(course):
    dataset = load_dataset(course, "d01-branches")
    plain = [dataset.make(seed)[0][TABLE] for seed in (1, 2)]
    varied = [dataset.make(seed, vary=True) for seed in (1, 2)]
    assert plain[0].equals(plain[1])
    assert varied[0][1]["population"] != varied[1][1]["population"]
    for tables, truth in varied:
        assert tables[TABLE]["area_pop"].sum() == truth["population"]
        assert tables[TABLE]["windows"].sum() == truth["windows"]


def test_its_pilots_are_those_of_the_waiting_times(course):
    _, branches = load_dataset(course, "d01-branches").make(1)
    _, waits = load_dataset(course, "d17-branch-wait").make(1)
    assert branches["pilots"] == waits["pilots"]
