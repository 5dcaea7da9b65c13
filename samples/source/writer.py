"""A Writer document as Flat ODF: paragraphs, automatic numbers and bullets, tables, portrait and landscape pages."""
from flat_odf import envelope, inline, spans

FONT = 'fo:font-family="Times New Roman" style:font-family-generic="roman" fo:language="vi" fo:country="VN"'

# name: (paragraph properties, text properties)
PARAGRAPHS = {
    'Prose': ('fo:text-align="justify" fo:text-indent="1.27cm" fo:margin-bottom="0.2cm"', ''),
    'Heading': ('fo:text-align="justify" fo:text-indent="1.27cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
                'fo:font-weight="bold"'),
    'Centre': ('fo:text-align="center"', ''),
    'Title': ('fo:text-align="center"', 'fo:font-weight="bold" fo:font-size="14pt"'),
    'TitleNewPage': ('fo:text-align="center" fo:break-before="page"', 'fo:font-weight="bold" fo:font-size="14pt"'),
    'NewPage': ('fo:break-before="page"', 'fo:font-size="2pt"'),
    'Head': ('fo:text-align="center"', 'fo:font-size="12pt"'),
    'Small': ('', 'fo:font-size="11pt"'),
    'Cell': ('', 'fo:font-size="11pt"'),
    'CellCentre': ('fo:text-align="center"', 'fo:font-size="11pt"'),
    'CellHead': ('fo:text-align="center"', 'fo:font-size="11pt" fo:font-weight="bold"'),
    'CellSection': ('', 'fo:font-size="11pt" fo:font-weight="bold"'),
}

PAGES = {
    'Portrait': 'fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait"'
                ' fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="1.5cm"',
    'Landscape': 'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape"'
                 ' fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="1.5cm"',
}


def _number_list(name, start):
    """1. 1.1. 1.1.1. 1.1.1.1.; the first level counts from `start`."""
    levels = ''.join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix="."'
        f' text:display-levels="{n}" text:start-value="{start if n == 1 else 1}">{_NO_INDENT}'
        f'</text:list-level-style-number>' for n in range(1, 5))
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


_NO_INDENT = ('<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
              '<style:list-level-label-alignment text:label-followed-by="{0}" fo:text-indent="0cm"'
              ' fo:margin-left="0cm"/></style:list-level-properties>').format('nothing')
_BULLET = ('<text:list-style style:name="Dash"><text:list-level-style-bullet text:level="1" text:bullet-char="-">'
           + _NO_INDENT.replace('"nothing"', '"space"')
           + '<style:text-properties fo:font-family="Times New Roman"/></text:list-level-style-bullet></text:list-style>')
# The same with the first line set in, for prose.
_ITEM = _BULLET.replace('"Dash"', '"DashProse"').replace('text-indent="0cm"', 'text-indent="1.27cm"')


class Writer:
    def __init__(self, title, created, list_starts=None):
        self.title, self.created = title, created
        self.list_starts = list_starts or {'STT': 1}
        self.body, self.tables, self.lists_begun = [], [], set()

    def paragraph(self, text, style='Prose'):
        self.body.append(f'<text:p text:style-name="{style}">{inline(text)}</text:p>')

    def item(self, text):
        self.body.append(self._listed('DashProse', 1, 'Prose', text))

    def turn(self, page):
        """The next paragraph starts a page of this kind."""
        self.body.append(f'<text:p text:style-name="To{page}"/>')

    def table(self, widths, rows, header_rows=0, border=True, number_list='STT'):
        name = f'Table{len(self.tables) + 1}'
        self.tables.append((name, widths))
        box = 'Boxed' if border else 'Open'
        lines = [f'<table:table-row>{"".join(self._cell(c, box, number_list) for c in row)}</table:table-row>'
                 for row in rows]
        head = f'<table:table-header-rows>{"".join(lines[:header_rows])}</table:table-header-rows>' if header_rows else ''
        columns = ''.join(f'<table:table-column table:style-name="{name}.{i}"/>' for i in range(len(widths)))
        self.body.append(f'<table:table table:name="{name}" table:style-name="{name}">'
                         f'{columns}{head}{"".join(lines[header_rows:])}</table:table>')

    def _cell(self, cell, box, number_list):
        if cell is None:
            return '<table:covered-table-cell/>'
        if cell.level:
            content = self._listed(number_list, cell.level, cell.style)
        else:
            content = ''.join(
                self._listed('Dash', 1, cell.style, line[2:]) if cell.bullets and line.startswith('- ')
                else f'<text:p text:style-name="{cell.style}">{inline(line)}</text:p>'
                for line in cell.text.split('\n'))
        return f'<table:table-cell table:style-name="{box}"{spans(cell)} office:value-type="string">{content}</table:table-cell>'

    def _listed(self, name, level, style, text=''):
        """A paragraph in a list; all that name the same list count on. Without text only its number shows."""
        link = f'text:continue-list="{name}"' if name in self.lists_begun else f'xml:id="{name}"'
        self.lists_begun.add(name)
        deeper = level - 1
        return (f'<text:list {link} text:style-name="{name}"><text:list-item>'
                + '<text:list><text:list-item>' * deeper
                + f'<text:p text:style-name="{style}">{inline(text)}</text:p>'
                + '</text:list-item></text:list>' * deeper + '</text:list-item></text:list>')

    def xml(self):
        return envelope('text', self.title, self.created, self._styles(), self._automatic(), _masters(),
                        ''.join(self.body))

    def _styles(self):
        default = (f'<style:default-style style:family="paragraph"><style:text-properties {FONT} fo:font-size="13pt"/>'
                   '</style:default-style><style:style style:name="Standard" style:family="paragraph"/>')
        return default + ''.join(
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
            f'<style:paragraph-properties {para}/><style:text-properties {text}/></style:style>'
            for name, (para, text) in PARAGRAPHS.items())

    def _automatic(self):
        pages = ''.join(
            f'<style:page-layout style:name="{name}"><style:page-layout-properties {size}/>'
            '<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.2cm"/>'
            '</style:header-style></style:page-layout>'
            f'<style:style style:name="To{name}" style:family="paragraph" style:parent-style-name="Centre"'
            f' style:master-page-name="{name}"/>' for name, size in PAGES.items())
        characters = ('<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
                      '<style:style style:name="Italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>')
        cells = ''.join(
            f'<style:style style:name="{name}" style:family="table-cell">'
            f'<style:table-cell-properties fo:border="{border}" fo:padding="0.1cm"/></style:style>'
            for name, border in [('Boxed', '0.5pt solid #000000'), ('Open', 'none')])
        lists = ''.join(_number_list(name, start) for name, start in self.list_starts.items())
        return pages + characters + cells + _BULLET + _ITEM + lists + ''.join(map(_table_style, self.tables))


def _table_style(table):
    name, widths = table
    return (f'<style:style style:name="{name}" style:family="table"><style:table-properties'
            f' style:width="{sum(widths):.2f}cm" table:align="left"/></style:style>'
            + ''.join(f'<style:style style:name="{name}.{i}" style:family="table-column">'
                      f'<style:table-column-properties style:column-width="{w}cm"/></style:style>'
                      for i, w in enumerate(widths)))


def _masters():
    """Page numbers at the top, in the middle, none on the first page (Nghị định 30/2020, Phụ lục I)."""
    number = '<style:header><text:p text:style-name="Centre"><text:page-number>2</text:page-number></text:p></style:header>'
    first = '<style:header-first><text:p/></style:header-first>'
    return ('<office:master-styles>'
            f'<style:master-page style:name="Standard" style:page-layout-name="Portrait">{number}{first}</style:master-page>'
            + ''.join(f'<style:master-page style:name="{name}" style:page-layout-name="{name}">{number}</style:master-page>'
                      for name in PAGES) + '</office:master-styles>')
