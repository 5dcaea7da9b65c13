"""The three invented reports: each a text with light markup, a list of filled cells, and the printed form.

Markup, a line each:  # heading   = centred title   - bullet   | left | right  (a row of the head)
|< left | right  (a row of the foot)   ---  new page, `--- landscape` turns it   @form  the table goes here
"""
import csv
import os
import re

import calc
from flat_odf import Cell
from writer import Writer

HEAD_COLUMNS = ('STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Đơn vị thực hiện')


def _read_table(directory, name):
    with open(os.path.join(directory, name), encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def _read_lines(directory, name):
    with open(os.path.join(directory, name), encoding='utf-8') as file:
        return file.read().split('\n')


def _filled(directory, name):
    return {row['indicator']: row for row in _read_table(directory, name + '.cells.tsv')}


def _label(row):
    return ('' if row['stt'] else '- ') + row['label'].replace(' | ', '\n')


def _is_section(row):
    return row['stt'].count('.') == 1


def form_rows(form, values, automatic):
    """The form's rows as cells, reporters merged down where the form says "^"."""
    rows, owner = [], None
    for row in form:
        style = 'CellSection' if _is_section(row) else 'Cell'
        level = len(row['id'].split('.')) if automatic and row['stt'] else 0
        cells = [Cell('' if level else row['stt'], style, level=level), Cell(_label(row), style, bullets=automatic),
                 Cell(row['unit'].replace(' | ', '\n'), 'CellCentre'),
                 Cell(values[row['id']]['cell'] if row['id'] in values else '', 'CellCentre')]
        if row['reporter'] == '^' and owner:
            owner.rows += 1
            cells.append(None)
        else:
            owner = Cell(row['reporter'].replace('^', '').replace(' | ', '\n'))
            cells.append(owner)
        rows.append(cells)
    return rows


def _header(results='Kết quả thống kê'):
    """Two rows, the results over unit and figure."""
    stt, label, unit, value, reporter = (Cell(text, 'CellHead') for text in HEAD_COLUMNS)
    for cell in (stt, label, reporter):
        cell.rows = 2
    return [[stt, label, Cell(results, 'CellHead', columns=2), None, reporter], [None, None, unit, value, None]]


def _sections(form):
    """The form cut before each of its seven sections."""
    sections = []
    for row in form:
        if _is_section(row):
            sections.append([])
        sections[-1].append(row)
    return sections


def _pair(line):
    left, right = line.lstrip('|<').split('|')
    return left.strip(), right.strip()


class _Pairs:
    """Consecutive "|" lines: the left and the right column of one borderless table."""

    def __init__(self, writer):
        self.writer, self.rows, self.foot = writer, [], False

    def add(self, line):
        self.foot = line.startswith('|<')
        self.rows.append(_pair(line))

    def flush(self):
        if not self.rows:
            return
        left, right = ('\n'.join(column) for column in zip(*self.rows))
        if self.foot:   # room for the signature
            right = re.sub(r'\n\n(?=\*\*)', '\n\n\n\n', right)
        styles = ('Small', 'Centre') if self.foot else ('Head', 'Head')
        self.writer.table([6.5, 10.0], [[Cell(left, styles[0]), Cell(right, styles[1])]], border=False)
        self.rows = []


def _prose(writer, lines, put_form):
    pairs = _Pairs(writer)
    for line in lines:
        if line.startswith('|'):
            pairs.add(line)
            continue
        pairs.flush()
        mark, _, text = line.partition(' ')
        if line == '@form':
            put_form()
        elif mark == '---':
            writer.turn('Landscape' if text == 'landscape' else 'Portrait')
        elif mark in ('=', '#'):
            writer.paragraph(text, 'Title' if mark == '=' else 'Heading')
        elif mark == '-':
            writer.item(text)
        elif line:
            writer.paragraph(line, 'Centre' if line.startswith('(') else 'Prose')
    pairs.flush()


def department(directory):
    """A sở: one table whose header repeats on every page, all numbers and bullets automatic."""
    name = 'so-xay-dung-2022-q3'
    writer = Writer('Báo cáo cải cách hành chính quý III năm 2022', '2022-09-16T01:30:00')
    form = _read_table(directory, 'form.tsv')
    rows = _header() + form_rows(form, _filled(directory, name), automatic=True)
    _prose(writer, _read_lines(directory, name + '.txt'),
           lambda: writer.table([1.8, 5.9, 2.8, 2.4, 3.6], rows, header_rows=2))
    return writer.xml()


def district(directory):
    """An UBND huyện: numbers typed, the form on landscape pages as seven tables, each with its title."""
    name = 'ubnd-huyen-vinh-khe-2022'
    writer = Writer('Báo cáo cải cách hành chính năm 2022', '2022-12-09T03:00:00')
    values = _filled(directory, name)

    def put_form():
        for number, section in enumerate(_sections(_read_table(directory, 'form.tsv')), 1):
            writer.paragraph(f'Biểu {number}', 'Heading')
            writer.table([1.8, 11.0, 3.4, 3.8, 6.2], _header() + form_rows(section, values, automatic=False),
                         header_rows=2)

    _prose(writer, _read_lines(directory, name + '.txt'), put_form)
    return writer.xml()


# --- The workbook of a xã ------------------------------------------------------------------------

# Rows that a xã leaves out, for they are the province's.
OMITTED = re.compile(r'3\.3(-\d)?|7\.[1-4]|7\.7(-\d)?')
COMMUNE_WIDTHS = [1.8, 8.4, 3.2, 3.2, 3.2]
COMMUNE_HEADER = ('STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Cùng kỳ năm 2021')
VALUE_COLUMN = 'D'


def _value_cell(filled, places):
    """A figure under its number format; a formula names other figures by indicator, [3.4.3-1]."""
    kind, text = filled['kind'], filled['cell']
    if kind == 'text':
        return Cell(text, 'CellCentre')
    if kind in ('sum', 'ratio'):
        formula = re.sub(r'\[([^]]+)\]', lambda m: f'[.{VALUE_COLUMN}{places[m[1]]}]', text)
        return Cell('=' + formula, 'Value percent2' if kind == 'ratio' else 'CellCentre', kind='formula')
    if kind == 'short date':
        return Cell(text, 'Value short date', kind='date')
    style = 'CellCentre' if kind == 'number' else f'Value {kind}'
    return Cell(text, style, kind='percentage' if kind.startswith('percent') else 'float')


def _before_cell(filled, unit):
    if not filled or not filled['before']:
        return Cell('', 'CellCentre')
    if unit == '%' and filled['kind'] != 'number':
        return Cell(filled['before'], 'Value percent2', kind='percentage')
    return Cell(filled['before'], 'CellCentre', kind='float')


def _commune_form(sheet, form, filled, this_period=True):
    sheet.add([Cell(text, 'CellHead') for text in COMMUNE_HEADER])
    first = len(sheet.rows) + 1
    places = {row['id']: first + n for n, row in enumerate(form)}
    for row in form:
        style = 'CellSection' if _is_section(row) else 'Cell'
        before = _before_cell(filled.get(row['id']), row['unit'])
        if row['id'] not in filled:
            value = Cell('', 'CellCentre')
        else:
            value = _value_cell(filled[row['id']], places) if this_period else before
        sheet.add([Cell(row['stt'], style), Cell(_label(row), style), Cell(row['unit'].replace(' | ', '\n'), 'CellCentre'),
                   value, before if this_period else Cell('', 'CellCentre')])


def _pair_row(line):
    """The left text over two columns, the right one over three; "@date" is a real date under a long format."""
    left, right = _pair(line)
    left_style = ('Heading' if left[:2] == '**' else 'Prose') if line.startswith('|<') else _centred(left)
    second = (Cell(right.split()[1], 'Date', columns=3, kind='date') if right.startswith('@date')
              else Cell(right, _centred(right), columns=3))
    return [Cell(left, left_style, columns=2), None, second, None, None]


def _centred(text):
    return 'Title' if text.startswith('**') else 'Centre'


def commune(directory):
    """An UBND xã: all on one sheet, head and prose above the table, real numbers; last year's sheet hidden."""
    name = 'ubnd-xa-dong-mai-2022-9t'
    form = [row for row in _read_table(directory, 'form.tsv') if not OMITTED.fullmatch(row['id'])]
    filled = _filled(directory, name)
    sheet = calc.Sheet('9 tháng 2022', COMMUNE_WIDTHS)
    for line in _read_lines(directory, name + '.txt'):
        mark, _, text = line.partition(' ')
        if line == '@form':
            _commune_form(sheet, form, filled)
        elif line.startswith('|'):
            sheet.add(_pair_row(line))
        elif mark in ('=', '#'):
            sheet.add_merged(text, 'Title' if mark == '=' else 'Heading')
        else:
            sheet.add_merged(line)
    hidden = calc.Sheet('9 tháng 2021', COMMUNE_WIDTHS, hidden=True)
    hidden.add_merged('Công tác cải cách hành chính 9 tháng đầu năm 2021', 'Title')
    _commune_form(hidden, form, filled, this_period=False)
    return calc.workbook('Báo cáo cải cách hành chính 9 tháng đầu năm 2022', '2022-09-16T02:15:00', [sheet, hidden])
