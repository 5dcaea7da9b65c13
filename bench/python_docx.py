"""What python-docx takes to read every cell of a document: the peer of bench/run.sh."""
import sys

import docx

document = docx.Document(sys.argv[1])
print(sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells))
