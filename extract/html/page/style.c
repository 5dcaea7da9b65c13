#include "extract/html/page/style.h"

#include <libxml/hash.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    NAME_BYTES = 64,  /* of an element or class; longer ones are not Word's or Excel's */
    CLASSES_MAX = 16, /* of one element */
    TABS_MAX = 100,
    BUCKETS = 64
};

struct style_sheet {
    struct arena *arena;
    xmlHashTablePtr rules; /* by class and element, "" for any */
};

struct span {
    const char *at, *end;
};

/* ---- scanning ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static struct span trim(struct span s) {
    while (s.at < s.end && is_space(*s.at))
        s.at++;
    while (s.end > s.at && is_space(s.end[-1]))
        s.end--;
    return s;
}

static bool is_word(struct span s, const char *word) {
    return (size_t)(s.end - s.at) == strlen(word) && strncasecmp(s.at, word, strlen(word)) == 0;
}

static bool has_word(struct span s, const char *word) {
    size_t length = strlen(word);
    for (const char *at = s.at; (size_t)(s.end - at) >= length; at++)
        if (strncasecmp(at, word, length) == 0)
            return true;
    return false;
}

/* Where a piece ends: at one of the signs, outside quotes, comments and parentheses. */
static const char *piece_end(const char *at, const char *end, const char *signs) {
    unsigned deep = 0;
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end) {
            at++;
        } else if (*at == '"' || *at == '\'') {
            char quote = *at++;
            while (at < end && *at != quote)
                at += *at == '\\' && at + 1 < end ? 2 : 1;
            if (at >= end)
                return end;
        } else if (*at == '(') {
            deep++;
        } else if (*at == ')') {
            deep -= deep > 0;
        } else if (deep == 0 && strchr(signs, *at)) {
            return at;
        }
    }
    return end;
}

/* A value without quotes and backslashes (CSS 2.1 §4.1.3), in the arena. */
static const char *unquoted(struct arena *arena, struct span s) {
    char *copy = arena_strndup(arena, s.at, (size_t)(s.end - s.at)), *out = copy;
    char quote = 0;
    for (const char *in = copy; in && *in; in++) {
        if (*in == '\\' && in[1])
            *out++ = *++in;
        else if (quote ? *in == quote : *in == '"' || *in == '\'')
            quote = quote ? 0 : *in;
        else
            *out++ = *in;
    }
    if (copy)
        *out = '\0';
    return copy;
}

/* ---- properties ---- */

struct declaring {
    struct style *style;
    struct arena *arena;
};

static void set_family(struct declaring *d, struct span value, unsigned rank) {
    if (d->style->family && d->style->family_rank > rank)
        return;
    value.end = piece_end(value.at, value.end, ",");
    const char *name = unquoted(d->arena, trim(value));
    if (!name || !*name || strcasecmp(name, "inherit") == 0)
        return;
    d->style->family = name;
    d->style->family_rank = rank;
}

static void on_family(struct declaring *d, struct span value) {
    set_family(d, value, 0);
}

static void on_ascii_family(struct declaring *d, struct span value) {
    set_family(d, value, 1);
}

static void on_hansi_family(struct declaring *d, struct span value) {
    set_family(d, value, 2);
}

static void on_symbol_family(struct declaring *d, struct span value) {
    set_family(d, value, 3);
}

/* CSS 2.1 §15.8: the families follow the size; a size begins with a figure. */
static void on_font(struct declaring *d, struct span value) {
    const char *at = value.at, *size = NULL;
    while (at < value.end) {
        while (at < value.end && is_space(*at))
            at++;
        if (at < value.end && (*at == '"' || *at == '\''))
            break;
        if (at < value.end && (*at >= '0' && *at <= '9'))
            size = at;
        else if (size)
            break;
        while (at < value.end && !is_space(*at) && *at != '"' && *at != '\'')
            at++;
    }
    if (size && at < value.end)
        set_family(d, (struct span){at, value.end}, 0);
    const char *behind = size;
    while (behind && behind < value.end && !is_space(*behind) && *behind != '/')
        behind++;
    if (size)
        d->style->size = css_size(size, behind);
}

static void on_font_size(struct declaring *d, struct span value) {
    struct css_size size = css_size(value.at, value.end);
    d->style->size = size.set ? size : d->style->size;
}

static void on_color(struct declaring *d, struct span value) {
    color ink = css_color(value.at, value.end);
    d->style->ink = ink == COLOR_UNSET ? d->style->ink : ink;
}

static void on_background(struct declaring *d, struct span value) {
    color paper = css_background(value.at, value.end);
    d->style->paper = paper == COLOR_UNSET ? d->style->paper : paper;
}

static void on_relief(struct declaring *d, struct span value) {
    d->style->relief = is_word(value, "none") ? FLAG_NO : FLAG_YES;
}

/* Of all that the element holds, whatever it says itself. */
static void on_opacity(struct declaring *d, struct span value) {
    static const double least = 0.05;
    char *end;
    double opacity = strtod(value.at, &end);
    if (end > value.at && (*end == '%' ? opacity / 100 : opacity) < least)
        d->style->hidden = FLAG_YES;
}

static void on_display(struct declaring *d, struct span value) {
    d->style->hidden = is_word(value, "none") ? FLAG_YES : FLAG_NO;
}

static void on_visibility(struct declaring *d, struct span value) {
    if (is_word(value, "hidden") || is_word(value, "collapse"))
        d->style->hidden = FLAG_YES;
}

static void on_hide(struct declaring *d, struct span value) {
    if (is_word(value, "all"))
        d->style->hidden = FLAG_YES;
}

static void on_decoration(struct declaring *d, struct span value) {
    d->style->struck = has_word(value, "line-through") ? FLAG_YES : FLAG_NO;
}

static void on_vertical_align(struct declaring *d, struct span value) {
    d->style->script = is_word(value, "super") ? SCRIPT_RAISED
                       : is_word(value, "sub") ? SCRIPT_LOWERED
                                               : SCRIPT_NONE;
}

/* In points. */
static void on_text_raise(struct declaring *d, struct span value) {
    double points = strtod(value.at, NULL);
    if (points > -1000 && points < 1000)
        d->style->script = script_of_shift((long)(points * 2));
}

static void on_white_space(struct declaring *d, struct span value) {
    d->style->preserved = strncasecmp(value.at, "pre", strlen("pre")) == 0 ? FLAG_YES : FLAG_NO;
}

static void on_list(struct declaring *d, struct span value) {
    if (is_word(value, "Ignore"))
        d->style->list_sign = FLAG_YES;
}

static void on_list_type(struct declaring *d, struct span value) {
    d->style->list_type = unquoted(d->arena, value);
}

static void on_number_format(struct declaring *d, struct span value) {
    d->style->number_format = unquoted(d->arena, value);
}

static void on_tab_count(struct declaring *d, struct span value) {
    long count = strtol(value.at, NULL, 10);
    d->style->tabs = count < 0 ? 0 : count > TABS_MAX ? TABS_MAX : (unsigned)count;
}

static void on_element(struct declaring *d, struct span value) {
    static const struct {
        const char *word;
        enum word_element element;
    } elements[] = {{"header", WORD_HEADER},
                    {"footer", WORD_FOOTER},
                    {"footnote", WORD_FOOTNOTE},
                    {"endnote", WORD_ENDNOTE},
                    {"comment", WORD_COMMENT},
                    {"footnote-separator", WORD_SEPARATOR},
                    {"footnote-continuation-separator", WORD_SEPARATOR},
                    {"endnote-separator", WORD_SEPARATOR},
                    {"endnote-continuation-separator", WORD_SEPARATOR}};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (is_word(value, elements[i].word))
            d->style->element = elements[i].element;
}

/* Far beyond the page's edge: a usual way to keep text from being seen. */
static void on_offset(struct declaring *d, struct span value) {
    static const double beyond = -500; /* points, nearly a page's height */
    struct span size = {value.at + 1, value.end};
    struct css_size offset = {.set = false};
    if (*value.at == '-')
        offset = css_size(size.at, size.end);
    if (offset.set && -offset.points < beyond)
        d->style->hidden = FLAG_YES;
}

static const struct {
    const char *name;
    void (*set)(struct declaring *d, struct span value);
} properties[] = {
    {"background", on_background},
    {"background-color", on_background},
    {"background-image", on_background},
    {"color", on_color},
    {"display", on_display},
    {"font", on_font},
    {"font-family", on_family},
    {"font-size", on_font_size},
    {"left", on_offset},
    {"list-style", on_list_type},
    {"list-style-type", on_list_type},
    {"margin-left", on_offset},
    {"margin-top", on_offset},
    {"mso-ascii-font-family", on_ascii_family},
    {"mso-element", on_element},
    {"mso-hansi-font-family", on_hansi_family},
    {"mso-hide", on_hide},
    {"mso-list", on_list},
    {"mso-number-format", on_number_format},
    {"mso-symbol-font-family", on_symbol_family},
    {"mso-tab-count", on_tab_count},
    {"mso-text-raise", on_text_raise},
    {"opacity", on_opacity},
    {"text-decoration", on_decoration},
    {"text-effect", on_relief},
    {"text-indent", on_offset},
    {"text-line-through", on_decoration},
    {"text-shadow", on_relief},
    {"top", on_offset},
    {"vertical-align", on_vertical_align},
    {"visibility", on_visibility},
    {"white-space", on_white_space},
};

static void set(struct declaring *d, struct span name, struct span value) {
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (is_word(name, properties[i].name) && value.at < value.end)
            properties[i].set(d, value);
}

static void declare(struct declaring *d, const char *at, const char *end) {
    while (at < end) {
        const char *stop = piece_end(at, end, ";");
        const char *colon = memchr(at, ':', (size_t)(stop - at));
        if (colon)
            set(d, trim((struct span){at, colon}), trim((struct span){colon + 1, stop}));
        at = stop < end ? stop + 1 : end;
    }
}

/* ---- overlaying ---- */

static enum css_flag later(enum css_flag earlier, enum css_flag own) {
    return own == FLAG_UNSET ? earlier : own;
}

static void overlay(struct style *style, const struct style *own) {
    if (own->family) {
        style->family = own->family;
        style->family_rank = own->family_rank;
    }
    style->hidden = later(style->hidden, own->hidden);
    style->struck = later(style->struck, own->struck);
    style->script = own->script ? own->script : style->script;
    style->preserved = later(style->preserved, own->preserved);
    style->relief = later(style->relief, own->relief);
    style->ink = own->ink ? own->ink : style->ink;
    style->paper = own->paper ? own->paper : style->paper;
    style->size = own->size.set ? own->size : style->size;
    style->list_sign = later(style->list_sign, own->list_sign);
    style->number_format = own->number_format ? own->number_format : style->number_format;
    style->list_type = own->list_type ? own->list_type : style->list_type;
    style->tabs = own->tabs ? own->tabs : style->tabs;
    style->element = own->element ? own->element : style->element;
}

/* ---- rules ---- */

struct style_sheet *style_sheet_new(struct arena *arena) {
    struct style_sheet *sheet = arena_alloc(arena, sizeof *sheet);
    xmlHashTablePtr rules = sheet ? xmlHashCreate(BUCKETS) : NULL;
    if (!rules)
        return NULL;
    *sheet = (struct style_sheet){.arena = arena, .rules = rules};
    return sheet;
}

void style_sheet_free(struct style_sheet *sheet) {
    if (sheet)
        xmlHashFree(sheet->rules, NULL);
}

/* An element or class as a key: in small letters. false when it is not a simple name. */
static bool key_of(struct span s, char key[NAME_BYTES]) {
    size_t length = (size_t)(s.end - s.at);
    if (length >= NAME_BYTES)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = s.at[i];
        if (strchr(" \t\n\r\f>+~:#[]*.", c))
            return false;
        key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    key[length] = '\0';
    return true;
}

static void add_rule(struct style_sheet *sheet, struct span selector, const struct style *own) {
    char element[NAME_BYTES], class[NAME_BYTES];
    const char *dot = memchr(selector.at, '.', (size_t)(selector.end - selector.at));
    struct span before = {selector.at, dot ? dot : selector.end};
    struct span behind = {dot ? dot + 1 : selector.end, selector.end};
    if (selector.at == selector.end || !key_of(before, element) || !key_of(behind, class))
        return;
    struct style *rule =
        xmlHashLookup2(sheet->rules, (const xmlChar *)class, (const xmlChar *)element);
    if (!rule) {
        rule = arena_alloc(sheet->arena, sizeof *rule);
        if (!rule || xmlHashAddEntry2(sheet->rules, (const xmlChar *)class,
                                      (const xmlChar *)element, rule) != 0)
            return;
    }
    overlay(rule, own);
}

static void add_rules(struct style_sheet *sheet, struct span selectors, struct span body) {
    struct style own = {.family = NULL};
    declare(&(struct declaring){&own, sheet->arena}, body.at, body.end);
    while (selectors.at < selectors.end) {
        const char *stop = piece_end(selectors.at, selectors.end, ",");
        add_rule(sheet, trim((struct span){selectors.at, stop}), &own);
        selectors.at = stop < selectors.end ? stop + 1 : selectors.end;
    }
}

/* Comments and the marks of a comment of HTML become blanks. */
static void blank_comments(char *css) {
    for (char *at = css; *at;) {
        size_t length = 0;
        if (strncmp(at, "<!--", 4) == 0)
            length = 4;
        else if (strncmp(at, "-->", 3) == 0)
            length = 3;
        else if (strncmp(at, "/*", 2) == 0) {
            const char *end = strstr(at + 2, "*/");
            length = end ? (size_t)(end + 2 - at) : strlen(at);
        }
        memset(at, ' ', length);
        at += length ? length : 1;
    }
}

void style_sheet_read(struct style_sheet *sheet, const char *css, size_t length) {
    char *copy = arena_strndup(sheet->arena, css, length);
    if (!copy)
        return;
    blank_comments(copy);
    const char *end = copy + strlen(copy);
    for (const char *at = copy; at < end;) {
        const char *open = piece_end(at, end, "{};");
        if (open == end || *open != '{') { /* @import, or a brace too many */
            at = open < end ? open + 1 : end;
            continue;
        }
        struct span selectors = trim((struct span){at, open});
        const char *close = piece_end(open + 1, end, "}");
        if (selectors.at < selectors.end && *selectors.at != '@')
            add_rules(sheet, selectors, (struct span){open + 1, close});
        at = close < end ? close + 1 : end;
    }
}

static void apply(const struct style_sheet *sheet, const char *class, const char *element,
                  struct style *style) {
    const struct style *rule =
        xmlHashLookup2(sheet->rules, (const xmlChar *)class, (const xmlChar *)element);
    if (rule)
        overlay(style, rule);
}

static void apply_classes(const struct style_sheet *sheet, const char *element, const char *classes,
                          struct style *style) {
    for (unsigned i = 0; i < CLASSES_MAX; i++) {
        char key[NAME_BYTES];
        while (is_space(*classes))
            classes++;
        size_t length = strcspn(classes, " \t\n\r\f");
        if (length == 0)
            return;
        if (key_of((struct span){classes, classes + length}, key)) {
            apply(sheet, key, "", style);
            apply(sheet, key, element, style);
        }
        classes += length;
    }
}

struct style style_of(const struct style_sheet *sheet, const char *element, const char *classes,
                      const char *declarations) {
    struct style style = {.family = NULL};
    apply(sheet, "", element, &style);
    if (classes)
        apply_classes(sheet, element, classes, &style);
    if (declarations) {
        struct style own = {.family = NULL};
        declare(&(struct declaring){&own, sheet->arena}, declarations,
                declarations + strlen(declarations));
        overlay(&style, &own);
    }
    return style;
}
