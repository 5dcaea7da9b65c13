"""The real report, from its text: prose paragraph by paragraph, the appendix cut into its thirteen pages."""
import re

from calc import Sheet
from flat_odf import Cell
from writer import Writer

TITLE = 'Báo cáo công tác cải cách hành chính 6 tháng đầu năm 2021'
CREATED = '2021-06-15T02:00:00'
WIDTHS = [1.8, 5.9, 3.0, 1.8, 4.0]
HEADER_ROWS = 2

CENTRED = ('BÁO CÁO', 'Công tác cải cách hành chính 6 tháng', 'GIÁM ĐỐC', 'Nguyễn Ngọc Loan', 'Phụ lục 2',
           '**THỐNG KÊ', '(Ban hành kèm theo')
# What begins a paragraph of its own inside a label, where the text has only a space.
PARAGRAPH_STARTS = ('- 02/QĐ-BQLKDL', '- Dự kiến', 'Liên thông 2 cấp', 'Liên thông 3 cấp', '(Sử dụng trong', '<i>(Sử dụng trong')
# Rows to which nobody is named; every other blank reporter is the cell above, merged down.
NO_REPORTER = ('1.', '3.', '3.4.', '3.4.7.', '4.', '4.1.', '5.', '7.', '5.2.2.', '7.6.4.')
TYPED_WITHOUT_DOT = ('3.4.1', '3.4.7.4')


def read(path):
    """(prose, appendix head, tables); a table is a list of rows of five texts."""
    with open(path, encoding='utf-8') as file:
        body, first_page, *pages = re.split(r'^(?=STT\t)', file.read(), flags=re.M)
    body = re.sub(r'\*\*[^*]+\*\*', lambda bold: bold[0].replace('\n', '\v'), body)
    paragraphs = [line.replace('\v', '\n') for line in body.split('\n') if line]
    annex = paragraphs.index('Phụ lục 2')
    tables = [[(line.split('\t') + [''] * 5)[:5] for line in page.split('\n') if line] for page in [first_page, *pages]]
    return paragraphs[:annex], paragraphs[annex:], tables


def _label(text):
    for start in PARAGRAPH_STARTS:
        text = text.replace(' ' + start, '\n' + start)
    return text


def _unit(text):
    return re.sub(r'(?<== \d) ', '\n', text)


def _reporter(text):
    return re.sub(r' - (?!Thương binh)', '\n- ', text)


def _header():
    def names(first):
        return [Cell(first[0], 'CellHead', rows=2), Cell(_label(first[1]), 'CellHead', rows=2),
                Cell(first[2], 'CellHead', columns=2), None, Cell(first[4], 'CellHead', rows=2)]
    return names, lambda second: [None, None, Cell(second[2], 'CellHead'), Cell(second[3], 'CellHead'), None]


def _automatic_level(stt):
    """The real list numbers: sections 1, 2 and 5, and of section 3 the two upper levels."""
    level = stt.count('.')
    if not stt or stt in TYPED_WITHOUT_DOT:
        return 0
    return level if stt[0] in '125' or (stt[0] == '3' and level <= 2) else 0


def cells(table, automatic=False, bullets=False):
    """The rows of one page with their header merged, reporters merged down, texts in paragraphs."""
    first, second = _header()
    rows, owner = [first(table[0]), second(table[1])], None
    for stt, label, unit, value, reporter in table[HEADER_ROWS:]:
        style = 'CellSection' if re.fullmatch(r'\d\.', stt) else 'Cell'
        level = _automatic_level(stt) if automatic else 0
        row = [Cell('' if level else stt, style, level=level), Cell(_label(label), style, bullets=bullets),
               Cell(_unit(unit), 'CellCentre'), Cell(value, 'CellCentre')]
        if owner and not reporter and stt not in NO_REPORTER:
            owner.rows += 1
            rows.append(row + [None])
        else:
            cell = Cell(_reporter(reporter))
            owner = None if stt in NO_REPORTER and not reporter else cell
            rows.append(row + [cell])
    return rows


def document(path):
    prose, annex, tables = read(path)
    writer = Writer(TITLE, CREATED, {'STT': 1, 'STT5': 5})
    automatic_bullets = True
    for text in prose:
        if text.startswith('II. KẾT QUẢ'):
            automatic_bullets = False
        if text.startswith('- ') and automatic_bullets:
            writer.item(text[2:])
        else:
            writer.paragraph(text, _style(text))
    for text in annex:
        writer.paragraph(text, 'TitleNewPage' if text == 'Phụ lục 2' else _style(text))
    for page, table in enumerate(tables):
        if page > 0:
            writer.paragraph('', 'NewPage')
        writer.table(WIDTHS, cells(table, automatic=True, bullets=page % 2 == 0),
                     number_list='STT5' if page >= 7 else 'STT')
    return writer.xml()


def _style(text):
    if text.startswith(CENTRED):
        return 'Title' if text[0] != '(' and not text.startswith('**') else 'Centre'
    if re.match(r'([IV]+|\d+(\.\d+)*)\. .*:', text):
        return 'Heading'
    return 'Prose'


def sheets(path):
    """The same as a clerk pastes it: the prose on one sheet, the thirteen pages below each other on the next."""
    prose, annex, tables = read(path)
    report = Sheet('Báo cáo', [18])
    for text in prose:
        style = _style(text)
        report.add([Cell(text, style)])
    form = Sheet('Phụ lục 2', WIDTHS)
    for text in annex:
        form.add_merged(text, _style(text))
    for table in tables:
        form.add([Cell('', 'Prose')])
        for height, row in zip([2, 1], cells(table)):   # its merged cells give the header no height
            form.add(row, height)
        for row in cells(table)[HEADER_ROWS:]:
            form.add([_number(cell) for cell in row])
    return [report, form]


def _number(cell):
    if cell and cell.text.isdecimal():
        cell.kind = 'float'
    return cell
