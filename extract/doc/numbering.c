#include "extract/doc/numbering.h"
#include "extract/word/numeral.h"

#include <string.h>

enum {
    LIST_BYTES = 28,  /* LSTF */
    LEVEL_BYTES = 28, /* LVLF */
    USE_BYTES = 16,   /* LFO */
    LISTS_MAX = 4096, /* Word itself stops at 2,046 */
    NO_START = INT32_MIN,
    VALUE_MAX = 1 << 30 /* far above any list; keeps counting from overflowing */
};

struct list_level {
    int32_t start;
    unsigned kind; /* of numeral (MSONFC) */
    bool legal, no_restart;
    unsigned restart_limit;
    struct bytes text; /* UTF-16; units below 9 are replaced by the number of that level */
    unsigned font;
};

struct list {
    uint32_t id;
    size_t level_count;
    struct list_level levels[DOC_LEVELS];
    int32_t values[DOC_LEVELS];
    bool used[DOC_LEVELS];
};

/* A use of a list: its own starts, until they are spent, and levels. */
struct list_use {
    struct list *list;
    int32_t starts[DOC_LEVELS];
    bool spent[DOC_LEVELS];
    struct list_level *replaced[DOC_LEVELS];
};

struct doc_lists {
    const struct doc_formats *formats;
    struct arena *arena;
    struct list *lists;
    size_t list_count;
    struct list_use *uses;
    size_t use_count;
};

/* Reads a level and returns how many bytes it takes (§2.9.150). */
static size_t read_level(const struct bytes *bytes, size_t at, struct list_level *level) {
    enum {
        KIND_AT = 4,
        FLAGS_AT = 5,
        CHARACTERS_AT = 24,
        PARAGRAPH_AT = 25,
        LIMIT_AT = 26,
        LEGAL = 4,
        NO_RESTART = 8
    };
    size_t characters = bytes_u8(bytes, at + CHARACTERS_AT),
           paragraph = bytes_u8(bytes, at + PARAGRAPH_AT);
    size_t text = at + LEVEL_BYTES + paragraph + characters;
    unsigned flags = bytes_u8(bytes, at + FLAGS_AT), units = bytes_u16(bytes, text);
    *level = (struct list_level){
        .start = (int32_t)bytes_u32(bytes, at),
        .kind = bytes_u8(bytes, at + KIND_AT),
        .legal = (flags & LEGAL) != 0,
        .no_restart = (flags & NO_RESTART) != 0,
        .restart_limit = bytes_u8(bytes, at + LIMIT_AT),
        .text = bytes_part(bytes, text + 2, (size_t)units * 2),
        .font = doc_property_font(bytes_part(bytes, at + LEVEL_BYTES + paragraph, characters))};
    return text + 2 + (size_t)units * 2 - at;
}

/* The levels follow all lists, one or nine each. */
static bool read_lists(struct doc_lists *lists, const struct doc_file *file) {
    enum { FLAGS_AT = 26, SIMPLE = 1 };
    struct bytes levels, table = doc_table(file, TABLE_LISTS, &levels);
    size_t count = bytes_u16(&table, 0), at = 0;
    count = count > LISTS_MAX ? LISTS_MAX : count;
    lists->lists = arena_array(lists->arena, count + 1, sizeof *lists->lists);
    for (size_t i = 0; lists->lists && i < count && table.length >= 2 + (i + 1) * LIST_BYTES; i++) {
        struct list *list = &lists->lists[lists->list_count++];
        list->id = bytes_u32(&table, 2 + i * LIST_BYTES);
        list->level_count =
            bytes_u8(&table, 2 + i * LIST_BYTES + FLAGS_AT) & SIMPLE ? 1 : DOC_LEVELS;
        for (size_t k = 0; k < list->level_count; k++)
            at += read_level(&levels, at, &list->levels[k]);
    }
    return lists->lists != NULL;
}

static struct list *find_list(struct doc_lists *lists, uint32_t id) {
    for (size_t i = 0; i < lists->list_count; i++)
        if (lists->lists[i].id == id)
            return &lists->lists[i];
    return NULL;
}

/* A use's own levels follow all uses (§2.9.132, §2.9.134). */
static size_t read_overrides(struct doc_lists *lists, const struct bytes *table, size_t at,
                             unsigned count, struct list_use *use) {
    enum { LEVEL_MASK = 0xF, HAS_START = 0x10, HAS_LEVEL = 0x20, OVERRIDE_BYTES = 8, CP_BYTES = 4 };
    size_t start = at;
    at += CP_BYTES;
    for (unsigned i = 0; i < count && at < table->length; i++) {
        uint32_t flags = bytes_u32(table, at + 4);
        unsigned level = flags & LEVEL_MASK;
        int32_t own = (int32_t)bytes_u32(table, at);
        at += OVERRIDE_BYTES;
        if (level < DOC_LEVELS && (flags & HAS_START))
            use->starts[level] = own;
        if (!(flags & HAS_LEVEL))
            continue;
        struct list_level *replaced = arena_array(lists->arena, 1, sizeof *replaced);
        struct list_level unheard;
        at += read_level(table, at, replaced ? replaced : &unheard);
        if (level < DOC_LEVELS)
            use->replaced[level] = replaced;
    }
    return at - start;
}

static bool read_uses(struct doc_lists *lists, const struct doc_file *file) {
    enum { COUNT_AT = 12 };
    struct bytes table = doc_table(file, TABLE_LIST_USES, NULL);
    size_t count = bytes_u32(&table, 0), at = 4 + count * USE_BYTES;
    if (count > LISTS_MAX)
        count = 0;
    lists->uses = arena_array(lists->arena, count + 1, sizeof *lists->uses);
    for (size_t i = 0; lists->uses && i < count && table.length >= 4 + (i + 1) * USE_BYTES; i++) {
        struct list_use *use = &lists->uses[lists->use_count++];
        use->list = find_list(lists, bytes_u32(&table, 4 + i * USE_BYTES));
        for (size_t k = 0; k < DOC_LEVELS; k++)
            use->starts[k] = NO_START;
        at +=
            read_overrides(lists, &table, at, bytes_u8(&table, 4 + i * USE_BYTES + COUNT_AT), use);
    }
    return lists->uses != NULL;
}

struct doc_lists *doc_lists_read(const struct doc_file *file, const struct doc_formats *formats,
                                 struct arena *arena) {
    struct doc_lists *lists = arena_array(arena, 1, sizeof *lists);
    if (!lists)
        return NULL;
    lists->formats = formats;
    lists->arena = arena;
    return read_lists(lists, file) && read_uses(lists, file) ? lists : NULL;
}

void doc_lists_restart(struct doc_lists *lists) {
    for (size_t i = 0; i < lists->list_count; i++) {
        memset(lists->lists[i].values, 0, sizeof lists->lists[i].values);
        memset(lists->lists[i].used, 0, sizeof lists->lists[i].used);
    }
    for (size_t i = 0; i < lists->use_count; i++)
        memset(lists->uses[i].spent, 0, sizeof lists->uses[i].spent);
}

/* ---- numbers ---- */

static const struct list_level *level_of(const struct list_use *use, size_t level) {
    return use->replaced[level] ? use->replaced[level] : &use->list->levels[level];
}

static void count(struct list_use *use, size_t level) {
    struct list *list = use->list;
    if (use->starts[level] != NO_START && !use->spent[level]) {
        list->values[level] = use->starts[level];
        use->spent[level] = true;
    } else if (list->used[level]) {
        list->values[level] += list->values[level] < VALUE_MAX;
    } else {
        list->values[level] = level_of(use, level)->start;
    }
    list->used[level] = true;
    for (size_t k = 0; k < level; k++)
        if (!list->used[k]) { /* a level that was skipped counts as used once */
            list->values[k] = level_of(use, k)->start;
            list->used[k] = true;
        }
    for (size_t k = level + 1; k < list->level_count; k++)
        list->used[k] = list->used[k] && level_of(use, k)->no_restart &&
                        level >= level_of(use, k)->restart_limit;
}

/* [MS-OSHARED] §2.2.1.3, as WordprocessingML names them; what is not listed is shown as decimal, as
 * Word does without the language. */
static const char *numeral_name(unsigned kind) {
    static const char *const names[] = {"decimal",     "upperRoman", "lowerRoman",   "upperLetter",
                                        "lowerLetter", "ordinal",    "cardinalText", "ordinalText",
                                        "hex",         "chicago"};
    enum { DECIMAL_ZERO = 22, BULLET = 23, NONE = 255 };
    if (kind < sizeof names / sizeof *names)
        return names[kind];
    return kind == DECIMAL_ZERO ? "decimalZero"
           : kind == BULLET     ? "bullet"
           : kind == NONE       ? "none"
                                : "decimal";
}

void doc_lists_next(struct doc_lists *lists, unsigned number, unsigned level, struct buffer *out,
                    unsigned *font) {
    if (number == 0 || number > lists->use_count || !lists->uses[number - 1].list)
        return;
    struct list_use *use = &lists->uses[number - 1];
    size_t own = level < use->list->level_count ? level : use->list->level_count - 1;
    const struct list_level *shown = level_of(use, own);
    count(use, own);
    if (shown->font != DOC_NO_FONT)
        *font = shown->font;
    struct doc_font symbols = doc_font_at(lists->formats, *font);
    for (size_t at = 0; at + 1 < shown->text.length; at += 2) {
        unsigned unit = bytes_u16(&shown->text, at);
        if (unit < DOC_LEVELS) {
            const char *name = shown->legal ? "decimal" : numeral_name(level_of(use, unit)->kind);
            numeral_write(numeral_format(name), use->list->values[unit], 0, out);
        } else {
            bool symbol =
                symbol_is_private(unit) || (symbols.is_symbol && unit > ' ' && unit < 0x100);
            unsigned shown_unit = symbol && unit < 0x100 ? 0xF000 + unit : unit;
            buffer_put_code_point(out, symbol ? (unsigned)symbol_shown(symbols.symbols, shown_unit)
                                              : unit);
        }
    }
}
