#include "extract/docx/style/numbering.h"

#include "core/text/utf8.h"
#include "extract/word/numeral.h"
#include "extract/word/symbol.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEVELS = 9,          /* §17.9.3: levels 0 to 8 */
    LINKS_MAX = 8,       /* w:numStyleLink hops; Word makes one */
    BASES_MAX = 64,      /* styles climbed for a linked level; real chains have up to ten */
    RESTART_ALWAYS = -1, /* no w:lvlRestart */
    VALUE_MAX = 1 << 30  /* far above any list; keeps counting from overflowing */
};

struct list_level {
    int32_t start;
    int32_t restart; /* 1-based level that restarts this one, 0 for none, or RESTART_ALWAYS */
    const struct numeral_format *format;
    unsigned digits;   /* least digits of a custom format */
    const char *text;  /* w:lvlText: "%1.%2." */
    const char *style; /* id of the paragraph style linked to the level, or NULL */
    enum symbol_font symbols;
    struct font_setting font;
    bool legal; /* w:isLgl */
    bool hidden;
};

struct abstract_list {
    int32_t id;
    struct list_level levels[LEVELS];
    const char *link; /* the style whose definition is used instead (w:numStyleLink) */
};

struct list {
    int32_t id;
    int32_t abstract_id;
    struct abstract_list *abstract;      /* after links; NULL when there is none */
    int32_t starts[LEVELS];              /* w:startOverride, or UNNUMBERED */
    struct list_level *replaced[LEVELS]; /* w:lvl in w:lvlOverride, or NULL */
};

struct numbering {
    struct abstract_list *abstracts; /* sorted by id */
    size_t abstract_count, abstract_capacity;
    struct list *lists; /* sorted by id */
    size_t list_count, list_capacity;
};

/* Of one abstract list: the value of each level, and whether it has been used since it was reset.
 */
struct counter {
    int32_t values[LEVELS];
    bool used[LEVELS];
};

struct counters {
    struct counter *counters; /* one for each abstract list */
    bool (*spent)[LEVELS];    /* one for each list: its start has been applied */
};

/* Where the parser is. */
struct reading {
    struct arena *arena;
    const struct theme_fonts *theme;
    struct numbering *numbering;
    struct abstract_list *abstract;
    struct list *list;
    struct list_level *level;
    int32_t override; /* the level a w:lvlOverride is about */
};

static const struct list_level blank_level = {.restart = RESTART_ALWAYS, .text = ""};

static bool valid_level(int32_t level) {
    return level >= 0 && level < LEVELS;
}

static void clear_level(struct list_level *level) {
    *level = blank_level;
    level->format = numeral_decimal();
}

static bool start_abstract(struct reading *reading, const struct xml_element *element) {
    struct numbering *numbering = reading->numbering;
    struct abstract_list *grown =
        arena_grow(reading->arena, numbering->abstracts, numbering->abstract_count,
                   &numbering->abstract_capacity, sizeof *grown);
    if (!grown)
        return false;
    numbering->abstracts = grown;
    reading->abstract = &grown[numbering->abstract_count++];
    *reading->abstract = (struct abstract_list){0};
    reading->abstract->id = xml_w_number(element, "abstractNumId", UNNUMBERED);
    for (int i = 0; i < LEVELS; i++)
        clear_level(&reading->abstract->levels[i]);
    return true;
}

static bool start_num(struct reading *reading, const struct xml_element *element) {
    struct numbering *numbering = reading->numbering;
    struct list *grown = arena_grow(reading->arena, numbering->lists, numbering->list_count,
                                    &numbering->list_capacity, sizeof *grown);
    if (!grown)
        return false;
    numbering->lists = grown;
    reading->list = &grown[numbering->list_count++];
    *reading->list = (struct list){.abstract_id = UNNUMBERED};
    reading->list->id = xml_w_number(element, "numId", UNNUMBERED);
    for (int i = 0; i < LEVELS; i++)
        reading->list->starts[i] = UNNUMBERED;
    reading->override = UNNUMBERED;
    return true;
}

static bool start_level(struct reading *reading, const struct xml_element *element) {
    int32_t number = xml_w_number(element, "ilvl", reading->override);
    if (!valid_level(number))
        return false;
    if (reading->abstract) {
        reading->level = &reading->abstract->levels[number];
    } else if (reading->list) {
        reading->level = arena_alloc(reading->arena, sizeof *reading->level);
        reading->list->replaced[number] = reading->level;
    }
    if (!reading->level)
        return false;
    clear_level(reading->level);
    return true;
}

static bool start_override(struct reading *reading, const struct xml_element *element) {
    reading->override = xml_w_number(element, "ilvl", UNNUMBERED);
    return reading->list && valid_level(reading->override);
}

static bool start_start_override(struct reading *reading, const struct xml_element *element) {
    if (valid_level(reading->override)) /* outside any w:lvlOverride it is nobody's */
        reading->list->starts[reading->override] = xml_w_number(element, "val", 0);
    return true;
}

static bool start_abstract_id(struct reading *reading, const struct xml_element *element) {
    reading->list->abstract_id = xml_w_number(element, "val", UNNUMBERED);
    return true;
}

static bool start_link(struct reading *reading, const struct xml_element *element) {
    reading->abstract->link = arena_strdup(reading->arena, xml_attribute(element, XML_W, "val"));
    return true;
}

static bool start_start(struct reading *reading, const struct xml_element *element) {
    reading->level->start = xml_w_number(element, "val", 0);
    return true;
}

/* A custom format shows its first items: "001, 002, 003, ..." means three digits. */
static bool start_format(struct reading *reading, const struct xml_element *element) {
    const char *custom = xml_attribute(element, XML_W, "format");
    reading->level->format = numeral_format(xml_attribute(element, XML_W, "val"));
    reading->level->digits = custom && *custom == '0' ? (unsigned)strspn(custom, "0123456789") : 0;
    return true;
}

static bool start_text(struct reading *reading, const struct xml_element *element) {
    const char *text = xml_attribute(element, XML_W, "val");
    reading->level->text = text ? arena_strdup(reading->arena, text) : "";
    return true;
}

static bool start_restart(struct reading *reading, const struct xml_element *element) {
    reading->level->restart = xml_w_number(element, "val", RESTART_ALWAYS);
    return true;
}

static bool start_legal(struct reading *reading, const struct xml_element *element) {
    reading->level->legal = setting_of(element) == SETTING_ON;
    return true;
}

static bool start_paragraph_style(struct reading *reading, const struct xml_element *element) {
    reading->level->style = arena_strdup(reading->arena, xml_attribute(element, XML_W, "val"));
    return true;
}

static bool start_fonts(struct reading *reading, const struct xml_element *element) {
    enum symbol_font font = symbol_font(xml_attribute(element, XML_W, "ascii"));
    reading->level->symbols = font ? font : symbol_font(xml_attribute(element, XML_W, "hAnsi"));
    reading->level->font = docx_font(reading->theme, element);
    return true;
}

static bool start_vanish(struct reading *reading, const struct xml_element *element) {
    reading->level->hidden = setting_of(element) == SETTING_ON;
    return true;
}

/* An element counts only inside the owner it describes. Few and read once: order does not matter.
 */
enum owner { OF_ANY, OF_ABSTRACT, OF_LIST, OF_LEVEL };
static const struct {
    const char *name;
    enum owner owner;
    bool (*start)(struct reading *reading, const struct xml_element *element);
} elements[] = {
    {"numbering", OF_ANY, NULL},
    {"abstractNum", OF_ANY, start_abstract},
    {"num", OF_ANY, start_num},
    {"lvl", OF_ANY, start_level},
    {"numStyleLink", OF_ABSTRACT, start_link},
    {"abstractNumId", OF_LIST, start_abstract_id},
    {"lvlOverride", OF_LIST, start_override},
    {"startOverride", OF_LIST, start_start_override},
    {"start", OF_LEVEL, start_start},
    {"numFmt", OF_LEVEL, start_format},
    {"lvlText", OF_LEVEL, start_text},
    {"lvlRestart", OF_LEVEL, start_restart},
    {"isLgl", OF_LEVEL, start_legal},
    {"pStyle", OF_LEVEL, start_paragraph_style},
    {"rPr", OF_LEVEL, NULL},
    {"rFonts", OF_LEVEL, start_fonts},
    {"vanish", OF_LEVEL, start_vanish},
};

static bool start(void *context, const struct xml_element *element) {
    struct reading *reading = context;
    const bool present[] = {[OF_ANY] = true,
                            [OF_ABSTRACT] = reading->abstract != NULL,
                            [OF_LIST] = reading->list != NULL,
                            [OF_LEVEL] = reading->level != NULL};
    if (element->ns != XML_W)
        return false;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (strcmp(elements[i].name, element->name) != 0)
            continue;
        if (!present[elements[i].owner])
            return false;
        return elements[i].start ? elements[i].start(reading, element) : true;
    }
    return false;
}

static void end(void *context, enum xml_namespace ns, const char *name) {
    struct reading *reading = context;
    if (ns != XML_W)
        return;
    if (strcmp(name, "lvl") == 0)
        reading->level = NULL;
    else if (strcmp(name, "abstractNum") == 0)
        reading->abstract = NULL;
    else if (strcmp(name, "num") == 0)
        reading->list = NULL;
}

static int compare_abstracts(const void *left, const void *right) {
    int32_t a = ((const struct abstract_list *)left)->id;
    int32_t b = ((const struct abstract_list *)right)->id;
    return (a > b) - (a < b);
}

static int compare_lists(const void *left, const void *right) {
    int32_t a = ((const struct list *)left)->id;
    int32_t b = ((const struct list *)right)->id;
    return (a > b) - (a < b);
}

static struct list *find_list(const struct numbering *numbering, int32_t id) {
    struct list key = {.id = id};
    if (!numbering->list_count)
        return NULL;
    return bsearch(&key, numbering->lists, numbering->list_count, sizeof key, compare_lists);
}

static struct abstract_list *find_abstract(const struct numbering *numbering, int32_t id) {
    struct abstract_list key = {.id = id};
    if (!numbering->abstract_count)
        return NULL;
    return bsearch(&key, numbering->abstracts, numbering->abstract_count, sizeof key,
                   compare_abstracts);
}

/* The definition behind w:numStyleLink: that of the style's own list. */
static struct abstract_list *linked_abstract(const struct numbering *numbering,
                                             const struct styles *styles, const char *link) {
    const struct style *style = docx_style(styles, link);
    const struct list *list = style ? find_list(numbering, style->list) : NULL;
    return list ? find_abstract(numbering, list->abstract_id) : NULL;
}

static void link_lists(struct numbering *numbering, const struct styles *styles) {
    qsort(numbering->abstracts, numbering->abstract_count, sizeof *numbering->abstracts,
          compare_abstracts);
    qsort(numbering->lists, numbering->list_count, sizeof *numbering->lists, compare_lists);
    for (size_t i = 0; i < numbering->list_count; i++) {
        struct list *list = &numbering->lists[i];
        struct abstract_list *abstract = find_abstract(numbering, list->abstract_id);
        for (int hop = 0; abstract && abstract->link && hop < LINKS_MAX; hop++) {
            struct abstract_list *next = linked_abstract(numbering, styles, abstract->link);
            if (!next || next == abstract)
                break;
            abstract = next;
        }
        list->abstract = abstract;
    }
}

bool numbering_read(struct package *package, const char *part, const struct theme_fonts *theme,
                    struct arena *arena, const struct styles *styles, struct numbering **numbering,
                    struct error *error) {
    static const struct xml_handlers handlers = {.start = start, .end = end};
    *numbering = arena_alloc(arena, sizeof **numbering);
    if (!*numbering)
        return arena_error(arena, error, part);
    if (!part)
        return true;
    struct reading reading = {
        .arena = arena, .numbering = *numbering, .theme = theme, .override = UNNUMBERED};
    bool whole = part_parse(package, part, &handlers, &reading, error);
    if ((*numbering)->list_count && (*numbering)->abstract_count)
        link_lists(*numbering, styles);
    if (arena_failed(arena))
        return arena_error(arena, error, part);
    return whole;
}

struct counters *counters_new(const struct numbering *numbering, struct arena *arena) {
    struct counters *counters = arena_alloc(arena, sizeof *counters);
    if (!counters)
        return NULL;
    counters->counters = arena_array(arena, numbering->abstract_count, sizeof *counters->counters);
    counters->spent = arena_array(arena, numbering->list_count, sizeof *counters->spent);
    return counters->counters && counters->spent ? counters : NULL;
}

int32_t numbering_style_level(const struct numbering *numbering, int32_t id,
                              const struct style *style) {
    const struct list *list = find_list(numbering, id);
    if (!list || !list->abstract)
        return UNNUMBERED;
    for (int i = 0; style && i < BASES_MAX; i++, style = style->base)
        for (int32_t level = 0; level < LEVELS; level++) {
            const char *linked = list->abstract->levels[level].style;
            if (linked && strcmp(linked, style->id) == 0)
                return level;
        }
    return UNNUMBERED;
}

static const struct list_level *level_of(const struct list *list, int32_t level) {
    return list->replaced[level] ? list->replaced[level] : &list->abstract->levels[level];
}

static int32_t start_of(const struct list *list, int32_t level) {
    int32_t own = list->starts[level];
    int32_t start = own != UNNUMBERED ? own : level_of(list, level)->start;
    return start < VALUE_MAX ? start : VALUE_MAX;
}

/* The first use at or below a level spends the list's own start of it: the level begins anew. */
static void spend_starts(const struct list *list, int32_t level, struct counter *counter,
                         bool spent[LEVELS]) {
    for (int32_t i = 0; i <= level; i++) {
        if (list->starts[i] == UNNUMBERED || spent[i])
            continue;
        spent[i] = true;
        counter->used[i] = false;
    }
}

/* §17.9.10: a deeper level restarts after every shallower one, or only after the one named and
 * those above it. */
static bool restarts(const struct list_level *deeper, int32_t depth, int32_t used) {
    bool named = deeper->restart != RESTART_ALWAYS && deeper->restart <= depth;
    return !named || used < deeper->restart;
}

static void count(const struct list *list, int32_t level, struct counter *counter) {
    for (int32_t i = 0; i < level; i++) {
        if (counter->used[i])
            continue;
        counter->used[i] = true;
        counter->values[i] = start_of(list, i);
    }
    if (!counter->used[level])
        counter->values[level] = start_of(list, level);
    else if (counter->values[level] < VALUE_MAX)
        counter->values[level]++;
    counter->used[level] = true;
    for (int32_t i = level + 1; i < LEVELS; i++)
        if (restarts(level_of(list, i), i, level))
            counter->used[i] = false;
}

/* Word's own hollow bullet is the letter o of Courier New: a circle, and no letter, to a reader. */
static bool is_hollow_bullet(const struct list_level *shown) {
    return numeral_is_bullet(shown->format) && !shown->symbols && strcmp(shown->text, "o") == 0;
}

/* "%1.%2" with the values in their places; a level deeper than the paragraph's own shows nothing.
 */
static void show(const struct list *list, int32_t level, const struct counter *counter,
                 struct buffer *out) {
    const struct list_level *shown = level_of(list, level);
    bool bullet = numeral_is_bullet(shown->format);
    if (is_hollow_bullet(shown)) {
        buffer_puts(out, "◦");
        return;
    }
    for (const char *text = shown->text; *text;) {
        if (!bullet && text[0] == '%' && text[1] >= '1' && text[1] <= '0' + LEVELS) {
            int32_t place = text[1] - '1';
            const struct list_level *source = level_of(list, place);
            if (place <= level)
                numeral_write(shown->legal ? numeral_decimal() : source->format,
                              counter->values[place], source->digits, out);
            text += 2;
            continue;
        }
        uint32_t code_point = utf8_next(&text);
        bool symbol = symbol_is_private(code_point) || (bullet && shown->symbols);
        buffer_put_code_point(out, symbol ? symbol_shown(shown->symbols, code_point) : code_point);
    }
}

static int32_t clamp_level(int32_t level) {
    return level < 0 ? 0 : level >= LEVELS ? LEVELS - 1 : level;
}

struct font_setting numbering_font(const struct numbering *numbering, int32_t id, int32_t level) {
    const struct list *list = find_list(numbering, id);
    if (!list || !list->abstract)
        return (struct font_setting){.set = false};
    return level_of(list, clamp_level(level))->font;
}

void numbering_next(const struct numbering *numbering, struct counters *counters, int32_t id,
                    int32_t level, struct buffer *out) {
    const struct list *list = find_list(numbering, id);
    if (!list || !list->abstract)
        return;
    level = clamp_level(level);
    struct counter *counter = &counters->counters[list->abstract - numbering->abstracts];
    spend_starts(list, level, counter, counters->spent[list - numbering->lists]);
    count(list, level, counter);
    if (!level_of(list, level)->hidden)
        show(list, level, counter, out);
}
