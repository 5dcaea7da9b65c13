#include "pipeline/cli/location.h"

#include <stdio.h>
#include <string.h>

/* Excel quotes a sheet's name that has other characters than letters, digits and "_", and doubles
 * the quotes in it. */
static void put_sheet_name(struct buffer *out, const char *name) {
    bool plain = *name != '\0';
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        plain = plain && (*c >= 0x80 || *c == '_' || (*c >= '0' && *c <= '9') ||
                          (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z'));
    if (plain) {
        buffer_puts(out, name);
        return;
    }
    buffer_putc(out, '\'');
    for (const char *c = name; *c; c++) {
        if (*c == '\'')
            buffer_putc(out, '\'');
        buffer_putc(out, *c);
    }
    buffer_putc(out, '\'');
}

/* 0 is A, 25 is Z, 26 is AA: digits of base 26, without a zero. */
static void put_column_letters(struct buffer *out, unsigned column) {
    char letters[8];
    size_t first = sizeof letters;
    for (unsigned rest = column + 1; rest > 0 && first > 0; rest = (rest - 1) / 26)
        letters[--first] = (char)('A' + (rest - 1) % 26);
    buffer_append(out, letters + first, sizeof letters - first);
}

static const struct table *find_table(const struct document *document, unsigned number,
                                      enum part *part) {
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        if (block->type == BLOCK_TABLE && block->number == number) {
            *part = block->part;
            return &block->table;
        }
    }
    return NULL;
}

/* The characters after "+" in a location, which count from 0 and exclude the last. */
static void put_characters(struct buffer *out, unsigned from, unsigned to) {
    buffer_printf(out, ", characters %u to %u", from + 1, to);
}

static bool describe_cell(const struct document *document, const char *at, struct buffer *out) {
    unsigned number, row, column, from, to;
    enum part part;
    int read = sscanf(at, "t%u!R%uC%u+%u-%u", &number, &row, &column, &from, &to);
    if (read < 3)
        return false;
    const struct table *table = find_table(document, number, &part);
    if (!table)
        return false;
    if (part != PART_SHEET) {
        buffer_printf(out, "table %u, row %u, column %u", number, row + 1, column + 1);
    } else {
        put_sheet_name(out, table->name ? table->name : "");
        buffer_putc(out, '!');
        put_column_letters(out, column);
        buffer_printf(out, "%u", row + 1);
    }
    if (read == 5)
        put_characters(out, from, to);
    return true;
}

static bool describe_paragraph(const char *at, struct buffer *out) {
    unsigned number, from, to;
    int read = sscanf(at, "p%u+%u-%u", &number, &from, &to);
    if (read < 1)
        return false;
    buffer_printf(out, "paragraph %u", number);
    if (read == 3)
        put_characters(out, from, to);
    return true;
}

void location_describe(const struct document *document, const char *at, struct buffer *out) {
    if (!describe_cell(document, at, out) && !describe_paragraph(at, out))
        buffer_puts(out, at);
}
