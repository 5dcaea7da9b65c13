#!/usr/bin/python3
"""Writes the reports of the scored set, and what a person reads in them (truth.tsv, truth-metadata.tsv, truth-mentions.tsv).

    python3 tests/scored/make.py [NAME...]      needs python3-docx, python3-openpyxl, libreoffice-writer, libreoffice-calc

The bodies, people and figures are invented. Beside every value stands what DECISIONS makes of it, written by hand: the file
is made from the first, the truth from the second.
"""
import csv
import datetime
import os
import shutil
import subprocess
import sys
import tempfile

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
import openpyxl

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FORM = list(csv.DictReader(open(os.path.join(ROOT, 'rules/cchc-2021/indicators.csv'), encoding='utf-8')))

# A value as typed, the status it has, the number. What is typed as '' is blank and not listed.
R, V, I, N = 'reported', 'review', 'invalid', 'not-applicable'


def rows(*sections):
    """The form's rows of these sections, by id, with their sub-rows."""
    return [r for r in FORM if any(r['id'] == s or r['id'].startswith((s + '.', s + '-')) for s in sections)]


REPORTS = []


def report(name, **spec):
    REPORTS.append(dict(spec, name=name))


report('01-words.docx', sections=['1', '2', '3'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ Y TẾ', number='15', symbol='BC-SYT',
       date='Hải Vân, ngày 15 tháng 6 năm 2022', issued_on='2022-06-15',
       title='Tình hình thực hiện công tác cải cách hành chính 6 tháng đầu năm 2022', period='2022-S1', signer='Lê Thị Hà',
       prose=['Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2022 của UBND tỉnh về cải cách hành chính năm 2022.'],
       cited=[('Kế hoạch', '12', 'KH-UBND', '2022-01-05')],
       values={'1.1-1': ('Tổng số 23 nhiệm vụ', R, 23), '1.1-2': ('20 NV', R, 20), '1.2': ('05 văn bản', R, 5),
               '1.3.1-1': ('Không có', R, 0), '1.3.1-2': ('-', None, None), '1.3.2-1': ('Chưa phát sinh', R, 0),
               '1.3.2-2': ('…', None, None), '1.4': ('06', R, 6), '1.5-1': ('12*', R, 12), '1.5-2': ('10 (có danh sách kèm theo)', R, 10),
               '1.5-3': ('02 (hai)', R, 2), '1.6-1': ('khoảng 200', V, None), '1.6-2': ('Kết hợp', R, 2), '1.7': ('Có', R, 1),
               '2.1': ('Không thuộc thẩm quyền', N, None), '2.2': ('12; 15', V, None), '2.3': ('Tốt', I, None),
               '2.4': ('1.234', R, 1234), '2.5': ('98,5', I, None), '3.1-1': ('Không phát sinh', R, 0), '3.2': ('12 TTHC', R, 12),
               '3.2-1': ('12', R, 12), '3.4.1.3': ('149/149', R, 100), '3.4.1.4': ('98,5%', R, 98.5),
               '3.4.6': ('5,65 nghìn hồ sơ', R, 5650), '3.4.6-1': ('0,985', V, None), '3.4.6-2': ('Không phát sinh', N, None),
               '3.4.6-3': ('15/20, đạt 75%', R, 75), '3.4.6-4': ('101,7', I, None), '3.4.7.1-1': ('149/150', V, None),
               '3.4.7.3-2': ('3,5 tỷ đồng', R, 3.5e9)})

report('02-columns.docx', sections=['1', '4'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ GIAO THÔNG VẬN TẢI', number='', symbol='BC-SGTVT',
       date='Hải Vân, ngày     tháng 10 năm 2022', issued_on='',
       title='Kết quả thực hiện công tác cải cách hành chính quý III năm 2022 và phương hướng, nhiệm vụ quý IV năm 2022',
       period='2022-Q3', signer='Trần Văn Bình', columns=['note', 'stt', 'last', 'value', 'label', 'unit'],
       prose=['Sở đã ban hành Quyết định số 05/QĐ-SGTVT ngày 10 tháng 01 năm 2022 và Công văn số 77/SGTVT-VP ngày 11/02/2022.'],
       cited=[('Quyết định', '05', 'QĐ-SGTVT', '2022-01-10'), ('Công văn', '77', 'SGTVT-VP', '2022-02-11')],
       last={'1.1-1': '99', '1.2': '98', '4.1.1': '97', '4.2-1': '96'}, notes={'1.2': 'Gồm 03 văn bản mật', '4.2-1': 'QĐ 12/QĐ-UBND'},
       values={'1.1-1': ('21', R, 21), '1.1-2': ('18', R, 18), '1.5-1': ('7', R, 7), '1.5-2': ('7', R, 7), '1.6-2': ('0', R, 0),
               '1.7': ('Không', R, 0), '4.2-1': ('45', R, 45), '4.2-2': ('44', R, 44), '4.2-3': ('0', R, 0), '4.2-5': ('10,2%', R, 10.2),
               '4.3-1': ('1 205', R, 1205), '4.3-4': ('9.75', R, 9.75)})

report('03-pages.docx', sections=['3', '5', '6'], parent='', issuer='UBND HUYỆN PHONG ĐIỀN ĐÔNG', number='112', symbol='BC-UBND',
       date='Phong Điền Đông, ngày 20 tháng 12 năm 2022', issued_on='2022-12-20',
       title='Công tác cải cách hành chính năm 2022', period='2022', signer='Nguyễn Văn Cường',
       prose=['Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và Luật số 80/2015/QH13.'],
       cited=[('Nghị quyết', '76', 'NQ-CP', '2021-07-15'), ('Luật', '80/2015', 'QH13', '')],
       pages=[9, 31, 52], cut=['3.4.2', '5.2.1-1'], without=['3.3-1', '5.3-2'],
       values={'3.1-1': ('4', R, 4), '3.2': ('291', R, 291), '3.2-2': ('291', R, 291), '3.3-2': ('125', R, 125), '3.4.1.1': ('3', R, 3),
               '3.4.2': ('27', R, 27), '3.4.2-1': ('20', R, 20), '3.4.2-2': ('7', R, 7), '3.4.6': ('20.114', R, 20114),
               '3.4.6-2': ('99,8', R, 99.8), '3.4.7.1-1': ('1.020', R, 1020), '3.4.7.2-3': ('0', R, 0),
               '3.4.7.3-2': ('12.345.678', R, 12345678), '5.1.1': ('12', R, 12), '5.2.1-1': ('3', R, 3), '5.2.1-2': ('0', R, 0),
               '5.3-1': ('Chưa thực hiện', R, 0), '5.4-4': ('01', R, 1), '6.1': ('1', R, 1), '6.3': ('5', R, 5), '6.4': ('31', R, 31)})

report('04-tcvn3.docx', sections=['1', '2'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ XÂY DỰNG', number='41', symbol='BC-SXD',
       date='Hải Vân, ngày 05 tháng 7 năm 2021', issued_on='2021-07-05',
       title='Tình hình thực hiện công tác cải cách hành chính 6 tháng đầu năm 2021', period='2021-S1', signer='Phạm Đức Ân',
       legacy=True, prose=['Thực hiện Chỉ thị số 03/CT-UBND ngày 12/3/2021 của Chủ tịch UBND tỉnh.'],
       cited=[('Chỉ thị', '03', 'CT-UBND', '2021-03-12')],
       values={'1.1-1': ('14 nhiệm vụ', R, 14), '1.1-2': ('11', R, 11), '1.2': ('Không', R, 0), '1.6-2': ('Phát phiếu', R, 1),
               '1.7': ('Có', R, 1), '2.1': ('Chưa phát sinh', R, 0), '2.3': ('38', R, 38)})

report('05-numbers.xlsx', sections=['3', '7'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ CÔNG THƯƠNG', number='9', symbol='BC-SCT',
       date='Hải Vân, ngày 01 tháng 4 năm 2022', issued_on='2022-04-01',
       title='Tình hình thực hiện công tác cải cách hành chính quý I năm 2022', period='2022-Q1', signer='Đỗ Thị Mai', prose=[], cited=[],
       old_sheet=True, formats={'3.4.6-1': '0.0%', '3.4.6-2': '0%', '3.4.7.3-2': '#,##0', '3.2': '0" thủ tục"', '3.4.7.1-1': '#,##0'},
       values={'3.1-1': (4, R, 4), '3.2': (118, R, 118), '3.2-1': ('118', R, 118), '3.4.1.3': ('=1/0', I, None),
               '3.4.2': (datetime.date(2022, 12, 5), I, None), '3.4.6': (2315, R, 2315), '3.4.6-1': (0.985, R, 98.5),
               '3.4.6-2': (1, R, 100), '3.4.6-3': (0.985, V, None), '3.4.6-4': (99.25, R, 99.25), '3.4.7.1-1': (12345, R, 12345),
               '3.4.7.3-2': (2500000, R, 2500000), '3.4.7.4': (2.5, I, None), '7.1': (1, R, 1), '7.2': ('3 cấp', R, 2),
               '7.3': (7, I, None), '7.5': (1, R, 1), '7.5-1': ('Có', R, 1), '7.6.1-1': ('20/20', R, 100), '7.6.3': (1204, R, 1204),
               '7.6.3-1': (98, R, 98), '7.6.4-1': (65, R, 65), '7.7-1': ('100 %', R, 100)})

report('06-years.xlsx', sections=['4', '5', '6'], parent='', issuer='UBND XÃ TÂN LẬP', number='07', symbol='BC-UBND',
       date='Tân Lập, ngày 28 tháng 12 năm 2022', issued_on='2022-12-28',
       title='Công tác cải cách hành chính năm 2022', period='2022', signer='Bùi Quang Khải', prose=[], cited=[],
       columns=['stt', 'label', 'unit', 'year-before', 'year', 'reporter'],
       last={'4.2-1': 19, '4.2-2': 19, '5.1.1': 3, '6.4': 2},
       values={'4.2-1': (21, R, 21), '4.2-2': (20, R, 20), '4.2-4': (1, R, 1), '5.2.1-3': (0, R, 0), '6.4': (2, R, 2)})

report('07-numbered.doc', sections=['1', '5'], parent='UBND TỈNH HẢI VÂN', issuer='BAN DÂN TỘC', number='30', symbol='BC-BDT',
       date='Hải Vân, ngày 14 tháng 9 năm 2022', issued_on='2022-09-14',
       title='Tình hình thực hiện công tác cải cách hành chính 9 tháng đầu năm 2022', period='2022-01-01/P9M', signer='Rơ Châm Hiền',
       prose=['Ban đã triển khai Quyết định số 876/QĐ-UBND ngày 02/6/2022 của UBND tỉnh.'],
       cited=[('Quyết định', '876', 'QĐ-UBND', '2022-06-02')],
       values={'1.1-1': ('17', R, 17), '1.1-2': ('12', R, 12), '1.2': ('9 VB', R, 9), '1.4': ('9', R, 9), '1.5-1': ('Không phát sinh', R, 0),
               '1.7': ('Không', R, 0), '5.1.1': ('1', R, 1), '5.2.1-1': ('02 người', R, 2), '5.3-1': ('Đã thực hiện', R, 1)})

report('08-review.rtf', sections=['2', '6', '7'], parent='UBND TỈNH HẢI VÂN', issuer='THANH TRA TỈNH', number='55', symbol='BC-TTT',
       date='Hải Vân, ngày 10 tháng 6 năm 2021', issued_on='2021-06-10',
       title='Tình hình thực hiện công tác cải cách hành chính tháng 6 năm 2021', period='2021-06', signer='Võ Minh Tuấn',
       prose=[], cited=[],
       values={'2.1': ('12 (ước)', V, None), '2.2': ('Tăng 12 so với cùng kỳ', V, None), '2.3': ('12\n15', V, None), '2.4': ('-5', I, None),
               '2.5': ('x', I, None), '6.1': ('trên 10', V, None), '6.2': ('2', R, 2), '7.1': ('Đã hoàn thành', R, 1),
               '7.3': ('Đang thực hiện', V, None), '7.5-1': ('x', V, None), '7.6.1-1': ('23/15', I, None), '7.6.1-2': ('Không', V, None),
               '7.6.3': ('5 nghìn văn bản', R, 5000), '7.6.4-1': ('120 tài khoản', R, 120)})

report('09-older.xls', sections=['1', '3'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG', number='88',
       symbol='BC-STNMT', date='Hải Vân, ngày 30 tháng 6 năm 2022', issued_on='2022-06-30',
       title='Tình hình thực hiện công tác cải cách hành chính 6 tháng đầu năm 2022', period='2022-S1', signer='Hồ Thị Lan', prose=[], cited=[],
       formats={'3.4.6-1': '0.00%'},
       values={'1.1-1': (40, R, 40), '1.1-2': (31, R, 31), '1.2': ('12 văn bản', R, 12), '1.7': ('Có', R, 1), '3.2': (144, R, 144),
               '3.2-1': (120, R, 120), '3.2-2': (20, R, 20), '3.2-3': (4, R, 4), '3.4.6': ('12.300', R, 12300),
               '3.4.6-1': (0.9971, R, 99.71), '3.4.7.3-2': ('250 triệu đồng', R, 250000000)})

report('10-labels.docx', sections=['1', '2', '4'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ NGOẠI VỤ', number='3', symbol='BC-SNgV',
       date='Hải Vân, ngày 05 tháng 01 năm 2023', issued_on='2023-01-05',
       title='Kết quả thực hiện công tác cải cách hành chính năm 2022', period='2022', signer='Đinh Công Tráng', prose=[], cited=[],
       labels={'1.1-1': '+ số nhiêm vụ đề ra trong kế hoạch', '1.2': 'SỐ VĂN BẢN CHỈ ĐẠO CẢI CÁCH HÀNH CHÍNH ĐÃ BAN HÀNH',
               '1.5-1': 'a) Tổng số nhiệm vụ được giao (tính cả nhiệm vụ năm 2021 chuyển sang)', '2.3': 'Số văn bản quy phạm pháp luật đã rà soát',
               '4.2-2': 'Tổng số biên chế có mặt tại thời điểm báo cáo: (kể cả 02 hợp đồng 68)'},
       added=[('1.2', 'Số hội nghị chuyên đề đã tổ chức', 'Hội nghị', '8')], moved=[('4.3-1', '4.1')], no_stt=True,
       values={'1.1-1': ('31', R, 31), '1.1-2': ('30', R, 30), '1.2': ('6', R, 6), '1.5-1': ('11', R, 11), '1.5-2': ('11', R, 11),
               '2.3': ('2', R, 2), '4.2-1': ('33', R, 33), '4.2-2': ('32', R, 32), '4.3-1': ('17', R, 17)})

report('11-changes.docx', sections=['1', '6'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ DU LỊCH', number='64', symbol='BC-SDL',
       date='Hải Vân, ngày 14 tháng 12 năm 2021', issued_on='2021-12-14',
       title='Kết quả thực hiện công tác cải cách hành chính năm 2021', period='2021', signer='Mai Xuân Phúc', prose=[], cited=[],
       changes={'1.1-1': ('del', '12', 'ins', '21'), '1.2': ('plain', '4', 'hidden', '5'), '1.5-1': ('plain', '25', 'raised', '1'),
                '6.4': ('sdt', '7')},
       values={'1.1-1': ('21', R, 21), '1.1-2': ('19', R, 19), '1.2': ('4', R, 4), '1.5-1': ('25', R, 25), '6.4': ('7', R, 7)})

report('12-doubts.docx', sections=['1', '3'], parent='UBND TỈNH HẢI VÂN', issuer='SỞ VĂN HÓA VÀ THỂ THAO', number='19', symbol='BC-SVHTT',
       date='Hải Vân, ngày 02 tháng 4 năm 2022', issued_on='2022-04-02',
       title='Tình hình thực hiện công tác cải cách hành chính quý I năm 2022', period='2022-Q1', signer='Cao Thị Nga', prose=[], cited=[],
       columns=['stt', 'label', 'unit', 'value', 'checked', 'reporter'], last={'1.1-1': '13', '1.1-2': '9', '3.2': '77'},
       units={'3.4.7.3-2': 'Triệu đồng', '1.5-1': '%', '3.4.6': 'nghìn hồ sơ'},
       values={'1.1-1': ('12', V, None), '1.1-2': ('9', R, 9), '1.2': ('3', R, 3), '1.5-1': ('88', V, None), '3.2': ('77', R, 77),
               '3.4.6': ('12', V, None), '3.4.6-1': ('99', R, 99), '3.4.7.3-2': ('12', V, None)})

HEADERS = {'stt': 'STT', 'label': 'Chỉ tiêu thống kê', 'unit': 'Đơn vị tính', 'value': 'Số liệu', 'reporter': 'Đơn vị thực hiện',
           'note': 'Ghi chú', 'last': 'Kỳ trước', 'year': 'Năm 2022', 'year-before': 'Năm 2021', 'checked': 'Sở Nội vụ thẩm tra'}
USUAL = ['stt', 'label', 'unit', 'value', 'reporter']


def lines_of(spec):
    """The table's lines: a dictionary of column names each."""
    out = []
    for row in rows(*spec['sections']):
        if row['id'] in spec.get('without', []):
            continue
        typed = spec['values'].get(row['id'], ('',))[0]
        label = spec.get('labels', {}).get(row['id'], row['label'])
        bullet = '- ' if not row['stt'] and row['id'] not in spec.get('labels', {}) else ''
        out.append({'id': row['id'], 'stt': '' if spec.get('no_stt') else row['stt'], 'label': bullet + label,
                    'unit': spec.get('units', {}).get(row['id'], row['unit']), 'value': typed, 'year': typed,
                    'last': spec.get('last', {}).get(row['id'], ''), 'note': spec.get('notes', {}).get(row['id'], ''),
                    'reporter': row['reporter']})
        out[-1]['year-before'] = out[-1]['checked'] = out[-1]['last']
    for after, label, unit, value in spec.get('added', []):
        at = next(i for i, line in enumerate(out) if line['id'] == after)
        out.insert(at + 1, dict.fromkeys(out[0], ''))
        out[at + 1].update(id='', label=label, unit=unit, value=value)
    for moved, before in spec.get('moved', []):
        line = out.pop(next(i for i, line in enumerate(out) if line['id'] == moved))
        out.insert(next(i for i, other in enumerate(out) if other['id'] == before) + 1, line)
    return out


def legacy_table():
    letters = {}
    for line in open(os.path.join(ROOT, 'extract/text/encodings/tcvn3.tsv'), encoding='utf-8'):
        if not line.startswith('#') and line.strip():
            byte, _, letter = line.rstrip('\n').split('\t')[:3]
            letters[letter] = chr(int(byte.split()[0], 16))
    return letters


TCVN3 = legacy_table()


def write(paragraph, text, spec):
    run = paragraph.add_run(text)
    if spec.get('legacy'):
        # TCVN3 has no capitals with marks of its own: the capitals font shows small letters as capitals.
        upper = text == text.upper() and text != text.lower()
        run.text = ''.join(TCVN3.get(c, c) for c in (text.lower() if upper else text))
        name = '.VnTimeH' if upper else '.VnTime'
        run.font.name = name
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for slot in ('w:ascii', 'w:hAnsi', 'w:cs', 'w:eastAsia'):
            fonts.set(qn(slot), name)
    return run


def fill(cell, text, spec):
    for i, line in enumerate(str(text).split('\n')):
        write(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), line, spec)


def change(cell, parts):
    """Runs that are deleted, inserted, hidden, raised or in a content control."""
    paragraph = cell.paragraphs[0]
    for kind, text in zip(parts[::2], parts[1::2]):
        run = paragraph.add_run(text)
        if kind == 'hidden':
            run.font.hidden = True
        elif kind == 'raised':
            run.font.superscript = True
        elif kind in ('del', 'ins', 'sdt'):
            box = OxmlElement({'del': 'w:del', 'ins': 'w:ins', 'sdt': 'w:sdt'}[kind])
            run._r.addprevious(box)
            if kind == 'sdt':
                content = OxmlElement('w:sdtContent')
                box.append(content)
                content.append(run._r)
                continue
            box.set(qn('w:id'), '1')
            box.set(qn('w:author'), 'A')
            box.append(run._r)
            if kind == 'del':
                run._r.find(qn('w:t')).tag = qn('w:delText')


def add_table(document, lines, spec):
    columns = spec.get('columns', USUAL)
    table = document.add_table(rows=0, cols=len(columns))
    table.style = 'Table Grid'
    for cell, name in zip(table.add_row().cells, columns):
        fill(cell, HEADERS[name], spec)
    for line in lines:
        cells = table.add_row().cells
        for cell, name in zip(cells, columns):
            parts = spec.get('changes', {}).get(line['id']) if name == 'value' else None
            if parts:
                change(cell, parts)
            else:
                fill(cell, line[name], spec)


def write_docx(spec, path):
    document = docx.Document()
    document.styles['Normal'].font.name = 'Times New Roman'
    head = document.add_table(rows=1, cols=2).rows[0].cells
    left = [spec['parent'], spec['issuer'], 'Số: %s/%s' % (spec['number'] or '      ', spec['symbol'])]
    right = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', spec['date']]
    fill(head[0], '\n'.join(line for line in left if line), spec)
    fill(head[1], '\n'.join(right), spec)
    for text in ['BÁO CÁO', spec['title']] + spec['prose']:
        write(document.add_paragraph(), text, spec)
    lines, starts = lines_of(spec), [0] + spec.get('pages', [])
    for i, start in enumerate(starts):
        page = [dict(line) for line in (lines[start:starts[i + 1]] if i + 1 < len(starts) else lines[start:])]
        for at, line in reversed(list(enumerate(page))):
            if line['id'] in spec.get('cut', []):
                rest = dict.fromkeys(line, '')
                words = line['label'].split(' ')
                line['label'], rest['label'] = ' '.join(words[:4]), ' '.join(words[4:])
                rest['value'], line['value'] = line['value'], ''
                page.insert(at + 1, rest)
        add_table(document, page, spec)
        document.add_paragraph()
    foot = document.add_table(rows=1, cols=2).rows[0].cells
    fill(foot[0], 'Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.', spec)
    title = 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH' if 'UBND' in spec['issuer'] else 'GIÁM ĐỐC'
    fill(foot[1], title + '\n\n\n' + spec['signer'], spec)
    document.save(path)


def write_xlsx(spec, path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Phụ lục 2'
    columns = spec.get('columns', USUAL)
    for text in [spec['parent'], spec['issuer'], 'Số: %s/%s' % (spec['number'], spec['symbol']), spec['date'], 'BÁO CÁO', spec['title']]:
        if text:
            sheet.append([text])
    sheet.append([])
    sheet.append([HEADERS[name] for name in columns])
    for line in lines_of(spec):
        sheet.append([line[name] if line[name] != '' else None for name in columns])
        at = sheet.max_row, columns.index('year' if 'year' in columns else 'value') + 1
        if line['id'] in spec.get('formats', {}):
            sheet.cell(*at).number_format = spec['formats'][line['id']]
    sheet.append([])
    for text in ['GIÁM ĐỐC' if 'UBND' not in spec['issuer'] else 'CHỦ TỊCH', spec['signer']]:
        sheet.append([None, None, None, text])
    if spec.get('old_sheet'):
        old = book.copy_worksheet(sheet)
        old.title = 'cũ'
        old.sheet_state = 'hidden'
        for row in old.iter_rows(min_col=4, max_col=4):
            if isinstance(row[0].value, int):
                row[0].value += 1000
    book.save(path)


def convert(path, kind, folder):
    profile = '-env:UserInstallation=file://' + os.path.join(folder, 'profile')
    filters = {'doc': 'doc:MS Word 97', 'rtf': 'rtf:Rich Text Format', 'xls': 'xls:MS Excel 97',
               'xlsx': 'xlsx:Calc MS Excel 2007 XML'}
    subprocess.run(['soffice', profile, '--headless', '--convert-to', filters[kind], '--outdir', folder, path], check=True,
                   stdout=subprocess.DEVNULL)


def make(spec, folder):
    """LibreOffice saves all but DOCX: so formulas have results, and the old formats are real."""
    stem, kind = spec['name'].rsplit('.', 1)
    target = os.path.join(HERE, spec['name'])
    if kind == 'docx':
        write_docx(spec, target)
        return
    drafts = os.path.join(folder, 'drafts')
    os.makedirs(drafts, exist_ok=True)
    text = kind in ('doc', 'rtf')
    draft = os.path.join(drafts, stem + ('.docx' if text else '.xlsx'))
    (write_docx if text else write_xlsx)(spec, draft)
    convert(draft, kind, folder)
    shutil.move(os.path.join(folder, stem + '.' + kind), target)


def plain(number):
    return '%.15g' % number


def truth():
    with open(os.path.join(HERE, 'truth.tsv'), 'w', encoding='utf-8') as values, \
            open(os.path.join(HERE, 'truth-metadata.tsv'), 'w', encoding='utf-8') as heads, \
            open(os.path.join(HERE, 'truth-mentions.tsv'), 'w', encoding='utf-8') as cited:
        for spec in REPORTS:
            present = {row['id'] for row in rows(*spec['sections'])} - set(spec.get('without', []))
            for row in FORM:
                if row['kind'] == 'heading':
                    continue
                _, status, value = spec['values'].get(row['id'], ('', None, None))
                status = 'missing' if row['id'] not in present else status or 'blank'
                print(spec['name'], row['id'], status, '' if value is None else plain(value), sep='\t', file=values)
            for field in ('period', 'issuer', 'number', 'symbol', 'issued_on', 'signer'):
                print(spec['name'], field, spec[field], sep='\t', file=heads)
            for mention in spec['cited']:
                print(spec['name'], *mention, sep='\t', file=cited)


def main():
    with tempfile.TemporaryDirectory() as folder:
        for spec in REPORTS:
            if len(sys.argv) == 1 or spec['name'] in sys.argv[1:]:
                make(spec, folder)
                print(spec['name'])
    truth()


main()
