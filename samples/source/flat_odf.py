"""Flat ODF: the plain XML form of a Writer or Calc file, which LibreOffice opens and saves as DOCX or XLSX.

What the two sorts of document share: escaping, inline markup, the envelope, and the cell of a table.
"""
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = ' '.join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ('office', 'office'), ('style', 'style'), ('text', 'text'), ('table', 'table'), ('meta', 'meta'),
        ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible'), ('number', 'datastyle')]
) + (' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
     ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"')

MARKUP = re.compile(r'\*\*(?P<bold>.+?)\*\*|<i>(?P<italic>.+?)</i>|<(?P<url>https?://[^>]+)>', re.S)


@dataclass
class Cell:
    """One cell; `text` holds a paragraph a line. Places that a span covers are None in their row."""
    text: str = ''
    style: str = 'Cell'
    columns: int = 1
    rows: int = 1
    level: int = 0          # Writer: level of the automatic number, 0 for none
    bullets: bool = False   # Writer: lines that begin with "- " become items of a bullet list
    kind: str = 'string'    # Calc: string, float, percentage, date, formula


def inline(text):
    """**bold**, <i>italic</i> and <https://…> as formatting; a line feed is a break inside the paragraph."""
    pieces, end = [], 0
    for match in MARKUP.finditer(text):
        pieces.append(escape(text[end:match.start()]))
        if match['bold']:
            pieces.append(f'<text:span text:style-name="Bold">{inline(match["bold"])}</text:span>')
        elif match['italic']:
            pieces.append(f'<text:span text:style-name="Italic">{inline(match["italic"])}</text:span>')
        else:
            url = match['url']
            pieces.append(f'<text:a xlink:type="simple" xlink:href={quoteattr(url)}>{escape(url)}</text:a>')
        end = match.end()
    pieces.append(escape(text[end:]))
    return ''.join(pieces).replace('\n', '<text:line-break/>')


def plain(text):
    """The same text without its markup."""
    return MARKUP.sub(lambda m: plain(m['bold'] or m['italic'] or m['url']), text)


def spans(cell):
    return (f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else '') + (
        f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else '')


def envelope(kind, title, created, styles, automatic, master, body):
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<office:document {NAMESPACES} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.{kind}">'
            f'<office:meta><dc:title>{escape(title)}</dc:title>'
            f'<meta:creation-date>{created}</meta:creation-date></office:meta>'
            f'<office:styles>{styles}</office:styles>'
            f'<office:automatic-styles>{automatic}</office:automatic-styles>{master}'
            f'<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>\n')
