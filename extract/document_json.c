#include "core/json/json.h"
#include "core/json/record.h"
#include "extract/document.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA "chitieu.document/1"

/* ---- out ---- */

void source_to_json(const struct source *source, struct json *json) {
    json_key(json, "source");
    json_object_open(json);
    json_key_string(json, "path", source->path);
    json_key_string(json, "sha256", source->sha256);
    json_key_integer(json, "bytes", (int64_t)source->bytes);
    json_key_string(json, "format", source->format);
    json_object_close(json);
}

static void write_properties(struct json *json, const struct properties *properties) {
    json_key(json, "properties");
    json_object_open(json);
    json_key_string(json, "title", properties->title);
    json_key_string(json, "creator", properties->creator);
    json_key_string(json, "created", properties->created);
    json_key_string(json, "modified", properties->modified);
    json_object_close(json);
}

static void write_value(struct json *json, const struct cell *cell) {
    switch (cell->value_type) {
    case VALUE_NUMBER:
        json_key_number(json, "value", cell->value);
        break;
    case VALUE_BOOLEAN:
        json_key(json, "value");
        json_put_boolean(json, cell->value != 0);
        break;
    case VALUE_ERROR:
        json_key_string(json, "value", cell->error);
        break;
    default:
        break;
    }
    json_key_true(json, "uncalculated", cell->value_type == VALUE_UNCALCULATED);
}

static void write_cell(struct json *json, const struct cell *cell) {
    json_object_open(json);
    json_key_integer(json, "row", cell->row);
    json_key_integer(json, "column", cell->column);
    if (cell->rowspan > 1 || cell->colspan > 1) {
        json_key_integer(json, "rowspan", cell->rowspan);
        json_key_integer(json, "colspan", cell->colspan);
    }
    json_key_true(json, "header", cell->header);
    json_key_true(json, "hidden", cell->hidden);
    json_key_string(json, "number", cell->number);
    json_key_string(json, "text", cell->text);
    write_value(json, cell);
    json_key_string(json, "date", cell->date);
    json_key_string(json, "format", cell->format);
    json_object_close(json);
}

static void write_table(struct json *json, const struct table *table) {
    json_key_integer(json, "rows", table->rows);
    json_key_integer(json, "columns", table->columns);
    json_key_string(json, "name", table->name);
    json_key_true(json, "hidden", table->hidden);
    if (table->nested) {
        struct block outer = {.type = BLOCK_TABLE, .number = table->in};
        char id[BLOCK_ID_BYTES];
        block_id(&outer, id);
        json_key_string(json, "in", id);
        json_key_integer(json, "row", table->in_row);
        json_key_integer(json, "column", table->in_column);
    }
    json_key(json, "cells");
    json_array_open(json);
    for (size_t i = 0; i < table->cell_count; i++)
        write_cell(json, &table->cells[i]);
    json_array_close(json);
}

static void write_block(struct json *json, const struct block *block) {
    char id[BLOCK_ID_BYTES];
    block_id(block, id);
    json_object_open(json);
    json_key_string(json, "id", id);
    json_key_string(json, "type", block->type == BLOCK_TABLE ? "table" : "paragraph");
    json_key_string(json, "part", part_word(block->part));
    if (block->type == BLOCK_TABLE) {
        write_table(json, &block->table);
    } else {
        json_key_string(json, "style", block->paragraph.style);
        json_key_string(json, "number", block->paragraph.number);
        json_key_string(json, "text", block->paragraph.text);
    }
    json_object_close(json);
}

static void write_warning(struct json *json, const struct warning *warning) {
    json_object_open(json);
    json_key_string(json, "code", warning->code);
    json_key_string(json, "at", warning->at);
    json_key_string(json, "message", warning->message);
    json_object_close(json);
}

void document_to_json(const struct document *document, struct buffer *out) {
    struct json json = {.out = out};
    json_object_open(&json);
    json_key_string(&json, "schema", SCHEMA);
    source_to_json(&document->source, &json);
    write_properties(&json, &document->properties);
    json_key(&json, "blocks");
    json_array_open(&json);
    for (size_t i = 0; i < document->block_count; i++)
        write_block(&json, &document->blocks[i]);
    json_array_close(&json);
    json_key(&json, "warnings");
    json_array_open(&json);
    for (size_t i = 0; i < document->warning_count; i++)
        write_warning(&json, &document->warnings[i]);
    json_array_close(&json);
    json_object_close(&json);
}

/* ---- in ---- */

void source_from_json(struct record *record, const json_t *root, struct source *source) {
    const json_t *object = record_object(record, root, "source");
    strcpy(record->path, "source");
    source->path = record_required(record, object, "path");
    source->bytes = record_integer(record, object, "bytes", 0, UINT64_MAX);
    source->format = record_text(record, object, "format");
    enum { DIGITS = SHA256_BYTES - 1 };
    const char *sha256 = record_text(record, object, "sha256");
    if (strlen(sha256) == DIGITS && strspn(sha256, "0123456789abcdef") == DIGITS)
        memcpy(source->sha256, sha256, SHA256_BYTES);
    else if (*sha256)
        record_fault(record, "sha256", "64 hexadecimal digits");
    record->path[0] = '\0';
}

static void read_properties(struct record *record, const json_t *root,
                            struct properties *properties) {
    const json_t *object = record_object(record, root, "properties");
    strcpy(record->path, "properties");
    properties->title = record_string(record, object, "title");
    properties->creator = record_string(record, object, "creator");
    properties->created = record_string(record, object, "created");
    properties->modified = record_string(record, object, "modified");
    record->path[0] = '\0';
}

/* A whole number that must be there: a place is not guessed. */
static uint32_t read_place(struct record *record, const json_t *object, const char *key,
                           uint32_t most) {
    if (!json_object_get(object, key))
        record_fault(record, key, "a whole number; the key is missing");
    return (uint32_t)record_integer(record, object, key, 0, most);
}

static uint32_t read_span(struct record *record, const json_t *object, const char *key,
                          uint32_t most) {
    uint32_t span = (uint32_t)record_integer(record, object, key, 1, most);
    if (span == 0)
        record_fault(record, key, "a span of at least 1");
    return span;
}

static void read_value(struct record *record, const json_t *object, struct cell *cell) {
    const json_t *value = json_object_get(object, "value");
    if (record_boolean(record, object, "uncalculated"))
        cell->value_type = VALUE_UNCALCULATED;
    if (!value)
        return;
    if (json_is_number(value)) {
        bool present;
        cell->value_type = VALUE_NUMBER;
        cell->value = record_number(record, object, "value", &present);
    } else if (json_is_boolean(value)) {
        cell->value_type = VALUE_BOOLEAN;
        cell->value = json_is_true(value);
    } else if (json_is_string(value)) {
        cell->value_type = VALUE_ERROR;
        cell->error = record_string(record, object, "value");
    } else {
        record_fault(record, "value", "a number, true, false or an error's text");
    }
}

static void read_cell(struct record *record, const json_t *object, struct cell *cell) {
    if (!json_is_object(object)) {
        record_fault(record, "row", "a cell");
        return;
    }
    cell->row = read_place(record, object, "row", TABLE_ROWS_MAX - 1);
    cell->column = read_place(record, object, "column", TABLE_COLUMNS_MAX - 1);
    cell->rowspan = read_span(record, object, "rowspan", TABLE_ROWS_MAX);
    cell->colspan = read_span(record, object, "colspan", TABLE_COLUMNS_MAX);
    cell->header = record_boolean(record, object, "header");
    cell->hidden = record_boolean(record, object, "hidden");
    cell->number = record_string(record, object, "number");
    cell->text = record_text(record, object, "text");
    cell->date = record_string(record, object, "date");
    cell->format = record_string(record, object, "format");
    read_value(record, object, cell);
}

static bool in_order(const struct cell *last, const struct cell *next) {
    return last->row < next->row || (last->row == next->row && last->column < next->column);
}

static void read_cells(struct record *record, const json_t *object, const char *outer,
                       struct table *table) {
    const json_t *list = record_array(record, object, "cells");
    size_t count = json_array_size(list);
    table->cells = arena_array(record->arena, count, sizeof *table->cells);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        struct cell *cell = &table->cells[i];
        record_set_path(record, outer, "cells", i);
        read_cell(record, json_array_get(list, i), cell);
        table->cell_count++;
        if (i > 0 && !in_order(cell - 1, cell))
            record_fault(record, "row", "cells ordered by row, then column");
        if (cell->row >= table->rows)
            record_fault(record, "row", "a place inside the table");
        if (cell->column >= table->columns)
            record_fault(record, "column", "a place inside the table");
    }
}

/* "t12" → 12, 0 when the text is no such id. */
static uint32_t id_number(const char *id, char letter) {
    char *end;
    if (id[0] != letter || id[1] < '1' || id[1] > '9' || strlen(id) > 10)
        return 0;
    unsigned long number = strtoul(id + 1, &end, 10);
    return *end ? 0 : (uint32_t)number;
}

static void read_table(struct record *record, const json_t *object, struct table *table) {
    char outer[sizeof record->path];
    strcpy(outer, record->path);
    table->rows = read_place(record, object, "rows", TABLE_ROWS_MAX);
    table->columns = read_place(record, object, "columns", TABLE_COLUMNS_MAX);
    table->name = record_string(record, object, "name");
    table->hidden = record_boolean(record, object, "hidden");
    const char *in = record_string(record, object, "in");
    if (in) {
        table->nested = true;
        table->in = id_number(in, 't');
        table->in_row = read_place(record, object, "row", TABLE_ROWS_MAX - 1);
        table->in_column = read_place(record, object, "column", TABLE_COLUMNS_MAX - 1);
        if (!table->in)
            record_fault(record, "in", "the id of a table");
    }
    read_cells(record, object, outer, table);
}

/* `last_numbers`: of the paragraphs and of the tables before this block. */
static void read_block(struct record *record, const json_t *object, struct block *block,
                       uint32_t last_numbers[2]) {
    const char *id = record_required(record, object, "id");
    const char *type = record_required(record, object, "type");
    block->part = part_from_word(record_required(record, object, "part"));
    block->type = strcmp(type, "table") == 0 ? BLOCK_TABLE : BLOCK_PARAGRAPH;
    block->number = id_number(id, block->type == BLOCK_TABLE ? 't' : 'p');
    if (block->part == PART_COUNT)
        record_fault(record, "part",
                     "body, header, footer, footnote, endnote, comment, textbox or sheet");
    if (block->type == BLOCK_PARAGRAPH && strcmp(type, "paragraph") != 0)
        record_fault(record, "type", "paragraph or table");
    uint32_t *last = &last_numbers[block->type];
    if (block->number <= *last)
        record_fault(record, "id", "p or t and a number, counting up");
    *last = block->number;
    if (block->type == BLOCK_TABLE) {
        read_table(record, object, &block->table);
        if (block->table.nested && block->table.in >= block->number)
            record_fault(record, "in", "the id of a table before this one");
        return;
    }
    block->paragraph.style = record_string(record, object, "style");
    block->paragraph.number = record_string(record, object, "number");
    block->paragraph.text = record_text(record, object, "text");
}

static void read_blocks(struct record *record, const json_t *root, struct document *document) {
    const json_t *list = record_array(record, root, "blocks");
    size_t count = json_array_size(list);
    uint32_t last_numbers[2] = {0, 0};
    document->blocks = arena_array(record->arena, count, sizeof *document->blocks);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        record_set_path(record, NULL, "blocks", i);
        read_block(record, json_array_get(list, i), &document->blocks[i], last_numbers);
        document->block_count++;
    }
    record->path[0] = '\0';
}

static void read_warnings(struct record *record, const json_t *root, struct document *document) {
    const json_t *list = record_array(record, root, "warnings");
    size_t count = json_array_size(list);
    document->warnings = arena_array(record->arena, count, sizeof *document->warnings);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        const json_t *object = json_array_get(list, i);
        record_set_path(record, NULL, "warnings", i);
        document->warnings[document->warning_count++] =
            (struct warning){.code = record_required(record, object, "code"),
                             .at = record_string(record, object, "at"),
                             .message = record_text(record, object, "message")};
    }
    record->path[0] = '\0';
}

bool document_from_json(const char *line, size_t length, size_t memory_limit,
                        struct document **document, struct error *error) {
    json_t *root = record_parse(line, length, SCHEMA, "extract", error);
    if (!root)
        return false;
    struct document *fresh = document_new(memory_limit);
    if (!fresh) {
        json_decref(root);
        return error_no_memory(error, "");
    }
    struct record record = {.arena = fresh->arena, .error = error};
    source_from_json(&record, root, &fresh->source);
    read_properties(&record, root, &fresh->properties);
    read_blocks(&record, root, fresh);
    read_warnings(&record, root, fresh);
    json_decref(root);
    if (!record_ok(&record) || !document_index(fresh)) {
        record_ok(&record);
        document_free(fresh);
        return false;
    }
    *document = fresh;
    return true;
}
