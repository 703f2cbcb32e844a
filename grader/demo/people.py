"""Twenty fictional people of the fictional city, and what each of them hands in.

``skill`` is the share of exercises that are answered like the model; the rest
are wrong answers from the lab's bank, or left alone. ``twist`` names what is
special about the hand-in (see ``notebooks.TWISTS``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    kana: str
    bureau: str
    section: str
    skill: float
    twist: str = ""


PEOPLE = (
    Person("S0101", "青波 渚", "アオナミ ナギサ", "市民局", "市民課", 1.0),
    Person("S0102", "浜野 汐里", "ハマノ シオリ", "健康福祉局", "健康推進課", 1.0),
    Person("S0103", "灯台 灯", "トウダイ アカリ", "総務局", "情報政策課", 0.9),
    Person("S0104", "帆足 帆高", "ホアシ ホダカ", "教育委員会", "教育総務課", 0.9),
    Person("S0105", "山路 樹", "ヤマジ イツキ", "経済局", "農林課", 0.8),
    Person("S0106", "轟 岳", "トドロキ ガク", "総務局", "総務課", 0.8),
    Person("S0107", "磯村 澪", "イソムラ ミオ", "都市整備局", "建築指導課", 0.7),
    Person("S0108", "沖田 凪", "オキタ ナギ", "市民局", "国保年金課", 0.6),
    Person("S0109", "岬 陽", "ミサキ ヨウ", "環境局", "ごみ減量課", 0.5),
    Person("S0110", "潮見 蓮", "シオミ レン", "財政局", "税務課", 0.5),
    Person("S0111", "珠洲川 楓", "スズカワ カエデ", "観光局", "観光振興課", 0.3),
    Person("S0112", "入江 歩", "イリエ アユム", "消防局", "予防課", 0.2),
    Person("S0113", "水門 光", "ミナト ヒカル", "上下水道局", "給水課", 0.0, "blank"),
    Person("S0114", "砂原 結", "スナハラ ユイ", "市民局", "緑が丘支所", 1.0, "half"),
    Person("S0115", "渡瀬 匠", "ワタセ タクミ", "都市整備局", "道路管理課", 1.0, "raises"),
    Person("S0116", "千鳥 碧", "チドリ アオイ", "こども局", "保育課", 1.0, "loops"),
    Person("S0117", "白浜 翔", "シラハマ ショウ", "経済局", "商工課", 1.0, "broken"),
    Person("S0118", "舟木 花", "フナキ ハナ", "健康福祉局", "長寿福祉課", 1.0, "deleted"),
    Person("S0119", "鴎 一歩", "カモメ イッポ", "議会事務局", "議事課", 1.0, "duplicated"),
    Person("S0120", "網野 拓", "アミノ タク", "財政局", "管財課", 0.8, "late"),
)
