"""A Calc workbook as Flat ODF: merged cells, numbers under number formats, formulas, a hidden sheet."""
from math import ceil

from flat_odf import Cell, envelope, escape, plain, spans

FONT = 'fo:font-family="Times New Roman" fo:language="vi" fo:country="VN"'
GROUPED = '<number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/>'


def _percent(decimals):
    return (f'<number:number number:decimal-places="{decimals}" number:min-decimal-places="{decimals}"'
            ' number:min-integer-digits="1"/><number:text>%</number:text>')


def _text(words):
    return f'<number:text>{words}</number:text>'


# Cell style: (style of the number format's element, its content)
FORMATS = {
    'grouped': ('number', GROUPED),
    'đồng': ('number', GROUPED + _text(' đồng')),
    'percent0': ('percentage', _percent(0)),
    'percent1': ('percentage', _percent(1)),
    'percent2': ('percentage', _percent(2)),
    'long date': ('date', _text('Đồng Mai, ngày ') + '<number:day number:style="long"/>' + _text(' tháng ')
                  + '<number:month number:style="long"/>' + _text(' năm ') + '<number:year number:style="long"/>'),
    'short date': ('date', '<number:day number:style="long"/>' + _text('/')
                   + '<number:month number:style="long"/>' + _text('/') + '<number:year number:style="long"/>'),
}

CENTRE = 'fo:text-align="center"'
BOLD = 'fo:font-weight="bold"'
# Cell style: (border, paragraph properties, text properties, number format)
CELLS = {
    'Prose': (False, '', '', ''),
    'Heading': (False, '', BOLD, ''),
    'Centre': (False, CENTRE, '', ''),
    'Title': (False, CENTRE, BOLD, ''),
    'Date': (False, CENTRE, 'fo:font-style="italic"', 'long date'),
    'Cell': (True, '', '', ''),
    'CellCentre': (True, CENTRE, '', ''),
    'CellHead': (True, CENTRE, BOLD, ''),
    'CellSection': (True, '', BOLD, ''),
    **{f'Value {name}': (True, CENTRE, '', name) for name in FORMATS},
}

LINE_HEIGHT_CM = 0.56
CHARACTERS_A_CM = 4.6


class Sheet:
    def __init__(self, name, widths, hidden=False):
        self.name, self.widths, self.hidden, self.rows = name, widths, hidden, []

    def add(self, cells, lines=0):
        """A row; `lines` sets its height, 0 leaves it to Calc (which does not look into merged cells)."""
        self.rows.append((cells, lines))

    def add_merged(self, text, style='Prose'):
        """Text over the whole width, as high as it will need."""
        width = sum(self.widths)
        lines = sum(ceil((len(line) or 1) / (width * CHARACTERS_A_CM)) for line in plain(text).split('\n'))
        self.add([Cell(text, style, columns=len(self.widths))] + [None] * (len(self.widths) - 1), lines)


def _style(name):
    return 'ce.' + ''.join(c if c.isascii() and c.isalnum() else '_' for c in name)


def _value(cell):
    if cell is None:
        return '<table:covered-table-cell/>'
    start = f'<table:table-cell table:style-name="{_style(cell.style)}"{spans(cell)}'
    if cell.kind == 'formula':
        return f'{start} table:formula="of:={escape(cell.text)}" office:value-type="float"/>'
    if cell.kind == 'date':
        return f'{start} office:value-type="date" office:date-value="{cell.text}"/>'
    if cell.kind in ('float', 'percentage'):
        return f'{start} office:value-type="{cell.kind}" office:value="{cell.text}"/>'
    if not cell.text:
        return f'{start}/>'
    lines = ''.join(f'<text:p>{escape(line)}</text:p>' for line in plain(cell.text).split('\n'))
    return f'{start} office:value-type="string">{lines}</table:table-cell>'


def _row(cells, lines):
    style = f'ro{lines}' if lines else 'ro'
    return f'<table:table-row table:style-name="{style}">{"".join(map(_value, cells))}</table:table-row>'


def _sheet(number, sheet):
    columns = ''.join(f'<table:table-column table:style-name="co{number}.{i}"/>' for i in range(len(sheet.widths)))
    rows = ''.join(_row(cells, lines) for cells, lines in sheet.rows)
    style = 'taHidden' if sheet.hidden else 'ta'
    return f'<table:table table:name="{escape(sheet.name)}" table:style-name="{style}">{columns}{rows}</table:table>'


def _automatic(sheets):
    parts = [f'<number:{kind}-style style:name="N.{_style(name)}" number:language="vi" number:country="VN">'
             f'{content}</number:{kind}-style>' for name, (kind, content) in FORMATS.items()]
    for name, (border, paragraph, text, fmt) in CELLS.items():
        data = f' style:data-style-name="N.{_style(fmt)}"' if fmt else ''
        box = '0.5pt solid #000000' if border else 'none'
        parts.append(f'<style:style style:name="{_style(name)}" style:family="table-cell"'
                     f' style:parent-style-name="Default"{data}><style:table-cell-properties fo:wrap-option="wrap"'
                     f' style:vertical-align="top" fo:border="{box}"/><style:paragraph-properties {paragraph}/>'
                     f'<style:text-properties {text}/></style:style>')
    for number, sheet in enumerate(sheets):
        parts += [f'<style:style style:name="co{number}.{i}" style:family="table-column">'
                  f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
                  for i, width in enumerate(sheet.widths)]
    heights = sorted({lines for sheet in sheets for _, lines in sheet.rows if lines})
    parts += [f'<style:style style:name="ro{n}" style:family="table-row"><style:table-row-properties'
              f' style:row-height="{n * LINE_HEIGHT_CM:.2f}cm" style:use-optimal-row-height="false"/></style:style>'
              for n in heights]
    parts.append('<style:style style:name="ro" style:family="table-row"><style:table-row-properties'
                 ' style:use-optimal-row-height="true"/></style:style>')
    parts += [f'<style:style style:name="{name}" style:family="table" style:master-page-name="Sheet">'
              f'<style:table-properties table:display="{shown}"/></style:style>'
              for name, shown in [('ta', 'true'), ('taHidden', 'false')]]
    parts.append('<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm"'
                 ' fo:page-height="29.7cm" fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>')
    return ''.join(parts)


def workbook(title, created, sheets):
    styles = (f'<style:style style:name="Default" style:family="table-cell"><style:text-properties {FONT}'
              ' fo:font-size="12pt"/></style:style>')
    master = ('<office:master-styles><style:master-page style:name="Sheet" style:page-layout-name="Page"/>'
              '</office:master-styles>')
    body = ''.join(_sheet(number, sheet) for number, sheet in enumerate(sheets))
    return envelope('spreadsheet', title, created, styles, _automatic(sheets), master, body)
