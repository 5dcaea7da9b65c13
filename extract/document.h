/* document: the record that extract makes and normalize reads (chitieu.document/1, DESIGN §4).
 *
 * Ownership: everything is in document.arena; document_free() frees it whole. A document is
 * immutable once the builder has finished it. Units: rows and columns count from 0 on the table's
 * own grid; on a sheet row 0 column 0 is A1. Text is UTF-8 in Unicode NFC, never NULL ("" when
 * empty), lines of one cell joined by '\n'. What Word does not show (deleted, hidden text, field
 * codes, notes' marks) is in no text. A run of raised digits is written with Unicode's own
 * superscript digits (a lowered one with subscripts), so that "25" with a raised 1 stays distinct
 * from 251. A cell that shows only what is no text (a picture, an object) has the text U+FFFC; in a
 * cell it also stands before text that can hardly be seen (extract/text/visible.h).
 */
#ifndef CHITIEU_EXTRACT_DOCUMENT_H
#define CHITIEU_EXTRACT_DOCUMENT_H

#include "core/sha256.h"
#include "core/arena.h"
#include "core/buffer.h"
#include "core/error.h"

#include <stdint.h>

enum part {
    PART_BODY,
    PART_HEADER,
    PART_FOOTER,
    PART_FOOTNOTE,
    PART_ENDNOTE,
    PART_COMMENT,
    PART_TEXTBOX,
    PART_SHEET,
    PART_COUNT
};

enum block_type { BLOCK_PARAGRAPH, BLOCK_TABLE };

/* What is behind the text of a sheet's cell. VALUE_UNCALCULATED: a formula whose result was not
 * stored. */
enum value_type { VALUE_NONE, VALUE_NUMBER, VALUE_BOOLEAN, VALUE_ERROR, VALUE_UNCALCULATED };

/* The size of every sheet since Excel 2007. A larger table is a fault of the file; Word stops at 63
 * columns. */
enum { TABLE_ROWS_MAX = 1048576, TABLE_COLUMNS_MAX = 16384 };

struct cell {
    uint32_t row, column;
    uint32_t rowspan, colspan; /* at least 1 */
    bool header;               /* in a row that Word repeats as a header */
    bool hidden;               /* in a hidden row or column of a sheet */
    enum value_type value_type;
    double value;       /* number; 0 or 1 of a boolean */
    const char *error;  /* "#DIV/0!" when value_type is VALUE_ERROR */
    const char *date;   /* ISO date or date-time when the number is displayed as one; else NULL */
    const char *format; /* number format code, or NULL for General and in word processing */
    const char *number; /* automatic number of the first paragraph, or NULL */
    const char *text;   /* as displayed */
};

struct paragraph {
    const char *style;  /* the style's name ("Heading 1"), or NULL */
    const char *number; /* the automatic number or bullet as shown, or NULL */
    const char *text;
};

struct table {
    uint32_t rows, columns;
    const char *name; /* a sheet's name, or NULL */
    bool hidden;      /* a hidden sheet */
    bool nested;      /* inside a cell of another table: the three fields below */
    uint32_t in;      /* number of that table: 1 is t1 */
    uint32_t in_row, in_column;
    struct cell
        *cells; /* by row, then column; a spanned place has none, an empty one may have none */
    size_t cell_count;
    const struct cell *
        *tall; /* cells of more than one row, by column, then row: for table_cell() */
    size_t tall_count;
};

struct block {
    enum block_type type;
    uint32_t number; /* 7 in "p7"; paragraphs and tables are counted apart, from 1 */
    enum part part;
    union {
        struct paragraph paragraph;
        struct table table;
    };
};

struct source {
    const char *path;
    char sha256[SHA256_BYTES]; /* lower-case hex; "" when not known */
    uint64_t bytes;
    const char *format; /* "docx", "xlsx", … */
};

/* NULL where the file has none. Dates as in the file (ISO 8601). */
struct properties {
    const char *title, *creator, *created, *modified;
};

/* A warning that travels with the record. `at` may be NULL. */
struct warning {
    const char *code, *at, *message;
};

struct document {
    struct arena *arena;
    struct source source;
    struct properties properties;
    struct block *blocks;
    size_t block_count;
    struct warning *warnings;
    size_t warning_count;
};

/* An empty document with an arena of `memory_limit` bytes; NULL when memory is out. */
struct document *document_new(size_t memory_limit);
void document_free(struct document *document);

/* Makes the indexes of all tables, once their cells are complete. false when memory is out. */
MUST_USE bool document_index(struct document *document);

/* The word of a part in records ("body"), and back (PART_COUNT when unknown). */
const char *part_word(enum part part);
enum part part_from_word(const char *word);

/* A block's id, "p7" or "t1", into `id`. */
enum { BLOCK_ID_BYTES = 16 };
void block_id(const struct block *block, char id[BLOCK_ID_BYTES]);

/* The cell at a place of the table, counting spans (the cell that covers it); NULL when there is
 * none. */
const struct cell *table_cell(const struct table *table, uint32_t row, uint32_t column);

/* extract/document_json.c: the key "source", the same in documents and reports. Reading, a sha256
 * that is absent or "" gives "", another that is none is a fault. */
struct json;
struct json_t;
struct record;
void source_to_json(const struct source *source, struct json *json);
void source_from_json(struct record *record, const struct json_t *root, struct source *source);

/* One line of JSON, without the newline. */
void document_to_json(const struct document *document, struct buffer *out);

/* Reads one such line. On success *document is new and the caller's; on failure error names the
 * key. */
MUST_USE bool document_from_json(const char *line, size_t length, size_t memory_limit,
                                 struct document **document, struct error *error);

/* extract/document_text.c: the document to read on a terminal `width` columns wide. */
void document_to_text(const struct document *document, unsigned width, struct buffer *out);

#endif
