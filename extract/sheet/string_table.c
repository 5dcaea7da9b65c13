#include "extract/sheet/string_table.h"

#include <stdlib.h>
#include <string.h>

void string_table_init(struct string_table *table, size_t limit) {
    *table = (struct string_table){.count = 0};
    /* Offsets are 32 bits wide. */
    buffer_init(&table->bytes, limit < UINT32_MAX ? limit : UINT32_MAX);
}

void string_table_free(struct string_table *table) {
    buffer_free(&table->bytes);
    free(table->offsets);
    free(table->runs);
    free(table->fonts);
    *table = (struct string_table){.count = 0};
}

/* The array with room for `more` elements behind `count`; NULL when memory is out, and the array
 * stays. */
static void *make_room(void *array, size_t count, size_t more, size_t *capacity, size_t size) {
    size_t wanted = *capacity ? *capacity : 256;
    while (wanted < count + more)
        wanted *= 2;
    if (wanted == *capacity)
        return array;
    void *grown = realloc(array, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

static bool add_fonts(struct string_table *table, const struct font_run *runs, size_t count) {
    struct font_run *all =
        make_room(table->runs, table->run_count, count, &table->run_capacity, sizeof *all);
    if (!all)
        return false;
    table->runs = all;
    struct string_fonts *fonts =
        make_room(table->fonts, table->font_count, 1, &table->font_capacity, sizeof *fonts);
    if (!fonts)
        return false;
    table->fonts = fonts;
    fonts[table->font_count++] = (struct string_fonts){.string = (uint32_t)table->count,
                                                       .first = (uint32_t)table->run_count,
                                                       .count = (uint32_t)count};
    memcpy(all + table->run_count, runs, count * sizeof *runs);
    table->run_count += count;
    return true;
}

bool string_table_add(struct string_table *table, const char *text, size_t length,
                      const struct font_run *runs, size_t run_count) {
    uint32_t *offsets =
        make_room(table->offsets, table->count, 1, &table->capacity, sizeof *offsets);
    table->offsets = offsets ? offsets : table->offsets;
    if (!offsets || (run_count && !add_fonts(table, runs, run_count))) {
        buffer_fail(&table->bytes, true);
        return false;
    }
    offsets[table->count++] = (uint32_t)table->bytes.length;
    buffer_append(&table->bytes, text, length);
    buffer_putc(&table->bytes, '\0');
    return !table->bytes.failed;
}

bool string_table_error(const struct string_table *table, struct error *error, const char *place) {
    return buffer_error(&table->bytes, error, place) ||
           error_set(error, CODE_LIMIT_MEMORY, place,
                     "The texts of the workbook need more than %zu bytes of memory "
                     "(--max-memory-bytes).",
                     table->bytes.limit);
}

const char *string_table_get(const struct string_table *table, size_t index) {
    return index < table->count ? table->bytes.data + table->offsets[index] : NULL;
}

static int compare_string(const void *index, const void *fonts) {
    size_t a = *(const size_t *)index, b = ((const struct string_fonts *)fonts)->string;
    return (a > b) - (a < b);
}

const struct font_run *string_table_fonts(const struct string_table *table, size_t index,
                                          size_t *count) {
    const struct string_fonts *fonts =
        table->font_count
            ? bsearch(&index, table->fonts, table->font_count, sizeof *table->fonts, compare_string)
            : NULL;
    *count = fonts ? fonts->count : 0;
    return fonts ? table->runs + fonts->first : NULL;
}
