#!/usr/bin/env python3
"""A form of 1,000 rows and a document with a table of 5,000: the alignment at its largest.

    large_form.py RULES OUT     OUT/rules: a copy of the rule set RULES with another form
                                OUT/document.jsonl: the form's rows, one in five misspelt, and four
                                rows of other words behind each
"""
import csv
import json
import random
import re
import shutil
import sys
from pathlib import Path

TOPICS = """đất đai|môi trường|xây dựng|giao thông vận tải|giáo dục đào tạo|y tế|văn hóa thể thao|du lịch|lao động việc làm
|khoa học công nghệ|tài nguyên nước|khoáng sản|nông nghiệp|thủy sản|lâm nghiệp|công thương|hải quan|thuế|kho bạc
|bảo hiểm xã hội|tư pháp hộ tịch|lý lịch tư pháp|đầu tư công|doanh nghiệp|hợp tác xã|đấu thầu|ngoại vụ|dân tộc|tôn giáo
|thanh tra|công an|quốc phòng|bưu chính|viễn thông|báo chí|xuất bản|chứng thực|nuôi con nuôi|bồi thường nhà nước
|trợ giúp pháp lý""".replace("\n", "").split("|")
THINGS = [
    "Tổng số hồ sơ tiếp nhận trong kỳ", "Số hồ sơ giải quyết trước hạn", "Số hồ sơ giải quyết đúng hạn",
    "Số hồ sơ giải quyết quá hạn", "Tỷ lệ hồ sơ giải quyết đúng hạn", "Số thủ tục hành chính được rà soát, đơn giản hóa",
    "Số dịch vụ công trực tuyến phát sinh hồ sơ", "Số phản ánh, kiến nghị đã xử lý",
    "Số văn bản quy phạm pháp luật ban hành", "Mức độ hài lòng của người dân, doanh nghiệp",
]
LEVELS = ["Cấp tỉnh", "Cấp huyện", "Cấp xã"]
CUT = {0, 1, 2, 3, 5}  # the things that are told by level too
ROWS, OTHERS = 1000, 4


def form_rows():
    for s, topic in enumerate(TOPICS, 1):
        yield (f"{s}", f"{s}.", "", 1, f"Lĩnh vực {topic}", "", "heading", "")
        for k, thing in enumerate(THINGS):
            stt = f"{s}.{k + 1}"
            ratio = thing.startswith(("Tỷ lệ", "Mức"))
            unit, kind, time = ("%", "percent", "ratio") if ratio else ("Hồ sơ", "count", "flow")
            yield (stt, f"{stt}.", f"{s}", 2, f"{thing} lĩnh vực {topic}", unit, kind, time)
            for b, level in enumerate(LEVELS if k in CUT else [], 1):
                yield (f"{stt}-{b}", "", stt, 3, level, "Hồ sơ", "count", "flow")


def write_rules(source, out, rows):
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(source, out)
    with open(out / "indicators.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("id,stt,parent,level,label,unit,kind,codes,reporter,time,aggregate,wordings".split(","))
        for *row, time in rows:
            writer.writerow([*row, "", "", time, "sum over units" if time else "", ""])
    (out / "checks.yaml").write_text(
        'checks:\n  - {id: within, relation: at-most, severity: warning, left: "1.2", right: ["1.1"]}\n')
    patterns = out / "patterns.yaml"
    patterns.write_text(re.sub(r"^ *indicator: .*\n", "", patterns.read_text(), flags=re.M))
    kept, ids = [], {row[0] for row in rows}
    for line in (out / "values.yaml").read_text().split("\n"):
        unit = re.match(r' *- \{unit: "?([^",}]+)', line)
        example = re.match(r" *- \{of: ([^,]+),", line)
        if (unit and unit[1] not in ("Hồ sơ", "%")) or re.match(r" *- \{word: .*label:", line):
            continue
        if example and example[1] not in ids:
            continue
        kept.append("near_labels: []" if line.startswith("near_labels:") else line)
    (out / "values.yaml").write_text("\n".join(kept))


def misspell(draw, label):
    if draw.random() >= 0.2:
        return label
    i = draw.randrange(1, len(label) - 2)
    return label[:i] + label[i + 1] + label[i] + label[i + 2:]


def table_rows(draw, rows):
    words = [word for text in TOPICS + THINGS for word in text.split()]
    yield ["STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu"]
    for _, stt, _, _, label, unit, kind, _ in rows:
        value = "" if kind == "heading" else str(draw.randrange(100))
        yield [stt, ("" if stt else "- ") + misspell(draw, label), unit, value]
        for _ in range(OTHERS):
            label = " ".join(draw.sample(words, draw.randrange(4, 12)))
            yield ["", "+ " + label, "Hồ sơ", str(draw.randrange(100))]


def main():
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    draw = random.Random(7)
    rows = list(form_rows())[:ROWS]
    write_rules(source, out / "rules", rows)
    table = list(table_rows(draw, rows))
    cells = [{"row": r, "column": c, "text": text} for r, row in enumerate(table) for c, text in enumerate(row) if text]
    document = {
        "schema": "chitieu.document/1",
        "source": {"path": "large-form.docx", "sha256": "0" * 64, "bytes": 1, "format": "docx"},
        "blocks": [{"id": "t1", "type": "table", "part": "body", "rows": len(table), "columns": 4, "cells": cells}],
    }
    (out / "document.jsonl").write_text(json.dumps(document, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
