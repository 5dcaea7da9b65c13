#include "extract/doc/sprm.h"

/* Tab stops too many for the count in front (§2.9.182): 4 bytes for each that is taken away, then 3
 * for each that is set, both behind their count. */
static size_t tabs_length(const struct bytes *rest) {
    size_t gone = 1 + (size_t)bytes_u8(rest, 1) * 4;
    return gone + 1 + (size_t)bytes_u8(rest, 1 + gone) * 3;
}

/* A table's own description counts in two bytes, one too many. */
static size_t table_length(const struct bytes *rest) {
    unsigned length = bytes_u16(rest, 0);
    return length ? length - 1 : 0;
}

/* The length of an operand by the three highest bits of the code (§2.6.1). */
static size_t operand_length(unsigned code, const struct bytes *rest, size_t *skip) {
    static const unsigned char lengths[8] = {1, 1, 2, 4, 2, 2, 0, 3};
    enum { TABS = 0xC615, TABS_LONG = 255 };
    *skip = 0;
    if (code >> 13 != 6)
        return lengths[code >> 13];
    if (code == SPRM_TABLE) {
        *skip = 2;
        return table_length(rest);
    }
    *skip = 1;
    if (code == TABS && bytes_u8(rest, 0) == TABS_LONG)
        return tabs_length(rest);
    return bytes_u8(rest, 0);
}

/* ---- Word 6 ---- */

/* The length of an operand there goes by its code alone: one byte unless listed. */
enum { COUNTED = 0xFE, TABLE = 0xFF };
static const struct old_length {
    unsigned char first, last, length;
} old_lengths[] = {
    {0, 0, 0},           {2, 2, 2},           {3, 3, COUNTED},   {12, 12, COUNTED},
    {15, 15, COUNTED},   {16, 19, 2},         {20, 20, 4},       {21, 22, 2},
    {23, 23, COUNTED},   {26, 28, 2},         {30, 36, 2},       {38, 43, 2},
    {45, 49, 2},         {52, 52, COUNTED},   {68, 68, COUNTED}, {69, 69, 2},
    {70, 70, 4},         {72, 72, 2},         {73, 73, 3},       {74, 74, COUNTED},
    {80, 80, 2},         {81, 82, COUNTED},   {83, 83, 0},       {93, 93, 2},
    {95, 95, 3},         {96, 97, 2},         {99, 99, 2},       {101, 101, 2},
    {103, 103, COUNTED}, {105, 106, COUNTED}, {107, 107, 2},     {108, 108, COUNTED},
    {109, 110, 2},       {120, 120, COUNTED}, {121, 124, 2},     {133, 133, COUNTED},
    {136, 137, 3},       {140, 141, 2},       {144, 145, 2},     {147, 149, 2},
    {154, 157, 2},       {160, 161, 2},       {164, 171, 2},     {182, 184, 2},
    {187, 187, 12},      {188, 188, COUNTED}, {189, 189, 2},     {190, 190, TABLE},
    {191, 191, COUNTED}, {192, 192, 4},       {193, 193, 5},     {194, 194, 4},
    {195, 195, 2},       {196, 196, 4},       {197, 198, 2},     {199, 199, 5},
    {200, 200, 4},
};

static size_t old_operand_length(unsigned code, const struct bytes *rest, size_t *skip) {
    size_t length = 1;
    for (size_t i = 0; i < sizeof old_lengths / sizeof *old_lengths; i++)
        if (code >= old_lengths[i].first && code <= old_lengths[i].last)
            length = old_lengths[i].length;
    *skip = length == TABLE ? 2 : length == COUNTED;
    if (length == TABLE)
        return table_length(rest);
    return length == COUNTED ? bytes_u8(rest, 0) : length;
}

static unsigned new_code(unsigned old) {
    static const unsigned short codes[256] = {
        [24] = SPRM_IN_TABLE,
        [25] = SPRM_ROW_END,
        [47] = SPRM_PARAGRAPH_SHADE_80,
        [65] = SPRM_DELETED,
        [74] = SPRM_SYMBOL,
        [80] = SPRM_STYLE,
        [87] = SPRM_STRUCK,
        [89] = SPRM_SHADOW,
        [92] = SPRM_HIDDEN,
        [93] = SPRM_FONT_OTHER,
        [98] = SPRM_COLOR_INDEX,
        [99] = SPRM_SIZE,
        [101] = SPRM_POSITION,
        [104] = SPRM_ISS,
        [117] = SPRM_SPECIAL,
        [186] = SPRM_TABLE_HEADER,
        [190] = SPRM_TABLE,
        [191] = SPRM_CELL_SHADES_80,
        [197] = SPRM_MERGE,
        [200] = SPRM_RANGE_SHADE_80,
    };
    return codes[old];
}

bool property_next(struct property_list *list, struct property *property) {
    size_t skip, length, code_bytes = list->word_6 ? 1 : 2;
    if (list->bytes.length <= code_bytes)
        return false;
    struct bytes rest = bytes_part(&list->bytes, code_bytes, SIZE_MAX);
    if (list->word_6) {
        unsigned old = bytes_u8(&list->bytes, 0);
        length = old_operand_length(old, &rest, &skip);
        property->code = new_code(old);
    } else {
        property->code = bytes_u16(&list->bytes, 0);
        length = operand_length(property->code, &rest, &skip);
    }
    property->operand = bytes_part(&rest, skip, length);
    list->bytes = bytes_part(&rest, skip + length, SIZE_MAX);
    return true;
}
