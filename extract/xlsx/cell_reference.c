#include "extract/xlsx/cell_reference.h"

#include <stddef.h>

/* Reads one cell; returns what follows it, or NULL. */
static const char *take_cell(const char *at, struct reference *cell) {
    uint32_t column = 0, row = 0;
    if (*at == '$')
        at++;
    for (; (*at | 0x20) >= 'a' && (*at | 0x20) <= 'z' && column <= XLSX_COLUMNS; at++)
        column = column * 26 + (uint32_t)((*at | 0x20) - 'a' + 1);
    if (*at == '$')
        at++;
    for (; *at >= '0' && *at <= '9' && row <= XLSX_ROWS; at++)
        row = row * 10 + (uint32_t)(*at - '0');
    if (row < 1 || row > XLSX_ROWS || column < 1 || column > XLSX_COLUMNS)
        return NULL;
    cell->row = row - 1;
    cell->column = column - 1;
    return at;
}

bool reference_cell(const char *text, struct reference *cell) {
    const char *end = take_cell(text, cell);
    return end && *end == '\0';
}

static void sort(uint32_t *low, uint32_t *high) {
    if (*low > *high) {
        uint32_t swap = *low;
        *low = *high;
        *high = swap;
    }
}

bool reference_range(const char *text, struct reference *first, struct reference *last) {
    const char *at = take_cell(text, first);
    if (!at)
        return false;
    *last = *first;
    if (*at == ':')
        at = take_cell(at + 1, last);
    if (!at || *at != '\0')
        return false;
    sort(&first->row, &last->row);
    sort(&first->column, &last->column);
    return true;
}
