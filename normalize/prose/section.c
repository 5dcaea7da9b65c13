#include "normalize/prose/section.h"
#include "normalize/text/fold.h"

#include <stdio.h>
#include <string.h>

/* Most bytes of a mark; longer text is none. */
#define MARK_BYTES_MAX 24

struct reader {
    const struct document *document;
    const struct ruleset *ruleset;
    struct arena *arena;
    struct sections *out;
    size_t capacity;
    int open; /* the innermost section, -1 */
    bool ended;
};

static const struct section_pattern *mark_of(const struct reader *r, const char *text,
                                             char mark[MARK_BYTES_MAX]) {
    for (size_t i = 0; i < r->ruleset->section_count; i++) {
        const struct section_pattern *pattern = &r->ruleset->sections[i];
        struct regex_match match;
        unsigned group = regex_group(pattern->regex, "mark");
        if (regex_search(pattern->regex, text, strlen(text), 0, &match) != REGEX_MATCH ||
            match.start[0] != 0 || !group || match.end[group] <= match.start[group])
            continue;
        snprintf(mark, MARK_BYTES_MAX, "%.*s", (int)(match.end[group] - match.start[group]),
                 text + match.start[group]);
        return pattern;
    }
    return NULL;
}

/* How often the mark has occurred under this section, this time included. */
static unsigned occurrence_of(const struct reader *r, int parent, const char *mark) {
    unsigned occurrence = 1;
    size_t length = strlen(mark);
    for (size_t i = 0; i < r->out->count; i++) {
        const struct section *other = &r->out->all[i];
        const char *slash = strrchr(other->path, '/');
        const char *own = slash ? slash + 1 : other->path;
        bool same = strncmp(own, mark, length) == 0 &&
                    (own[length] == '\0' || own[length] == '(' || strchr("-+", *mark));
        occurrence += other->parent == parent && same;
    }
    return occurrence;
}

static const char *path_of(const struct reader *r, int parent, const char *mark, bool counted) {
    const char *above = parent < 0 ? "" : r->out->all[parent].path, *slash = parent < 0 ? "" : "/";
    unsigned occurrence = occurrence_of(r, parent, mark);
    if (counted)
        return arena_printf(r->arena, "%s%s%s%u", above, slash, mark, occurrence);
    if (occurrence > 1)
        return arena_printf(r->arena, "%s%s%s(%u)", above, slash, mark, occurrence);
    return arena_printf(r->arena, "%s%s%s", above, slash, mark);
}

/* Closes the open sections down to a level; one with nothing in it, though its heading ends with a
 * colon, is empty. */
static void close_to(struct reader *r, unsigned level, size_t block) {
    while (r->open >= 0 && r->out->all[r->open].level >= level) {
        struct section *own = &r->out->all[r->open];
        size_t length = strlen(own->text);
        bool last = own->block + 1 == block || (size_t)r->open + 1 == r->out->count;
        bool bare = length > 0 && own->text[length - 1] == ':';
        for (size_t i = own->block + 1; last && i < block; i++) {
            const struct block *between = &r->document->blocks[i];
            last = between->type == BLOCK_PARAGRAPH && !*between->paragraph.text;
        }
        own->empty = bare && last;
        r->open = own->parent;
    }
}

static bool open_section(struct reader *r, size_t block, const char *text,
                         const struct section_pattern *pattern, const char *mark) {
    struct sections *out = r->out;
    close_to(r, pattern->level, block);
    out->all = arena_grow(r->arena, out->all, out->count, &r->capacity, sizeof *out->all);
    if (!out->all)
        return false;
    const char *path = path_of(r, r->open, mark, pattern->counted);
    out->all[out->count] = (struct section){.path = path,
                                            .text = text,
                                            .block = block,
                                            .parent = r->open,
                                            .level = pattern->level,
                                            .counted = pattern->counted};
    r->open = (int)out->count++;
    return path != NULL;
}

/* The list of recipients or the signature begins the foot. */
static bool begins_foot(const struct reader *r, const char *text) {
    for (size_t i = 0; i < r->ruleset->head_count; i++) {
        const struct head_pattern *head = &r->ruleset->heads[i];
        bool foot = head->field == HEAD_RECIPIENTS || head->field == HEAD_SIGNER_TITLE;
        if (foot && regex_matches(head->regex, text))
            return true;
    }
    return false;
}

static bool read_paragraph(struct reader *r, size_t index) {
    const struct paragraph *p = &r->document->blocks[index].paragraph;
    const char *raw = p->number ? arena_printf(r->arena, "%s %s", p->number, p->text) : p->text;
    const char *text = raw ? fold_text(r->arena, raw, true) : NULL;
    char mark[MARK_BYTES_MAX];
    if (!text)
        return false;
    if (r->open >= 0 && begins_foot(r, text)) {
        close_to(r, 0, index);
        r->ended = true;
        return true;
    }
    const struct section_pattern *pattern = mark_of(r, text, mark);
    return !pattern || open_section(r, index, text, pattern, mark);
}

bool sections_read(const struct document *document, const struct ruleset *ruleset,
                   const struct page_extent *extents, struct arena *arena,
                   struct sections *sections) {
    struct reader r = {
        .document = document, .ruleset = ruleset, .arena = arena, .out = sections, .open = -1};
    *sections = (struct sections){
        .of_block = arena_array(arena, document->block_count + 1, sizeof *sections->of_block)};
    if (!sections->of_block)
        return false;
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        bool prose = block->type == BLOCK_PARAGRAPH && block->part == PART_BODY && !r.ended;
        if (extents[i].is_form && !r.ended) {
            close_to(&r, 0, i);
            r.ended = true;
        }
        if (prose && !read_paragraph(&r, i))
            return false;
        sections->of_block[i] = block->part == PART_BODY ? r.open : -1;
    }
    close_to(&r, 0, document->block_count);
    return !arena_failed(arena);
}

/* An item of a list is a heading only when it ends with a colon; else it is a sentence. */
static bool is_heading(const struct section *section) {
    size_t length = strlen(section->text);
    return !section->counted || (length > 0 && section->text[length - 1] == ':');
}

bool section_matches(const struct sections *sections, int section, const struct regex *regex) {
    for (; section >= 0; section = sections->all[section].parent)
        if (is_heading(&sections->all[section]) &&
            regex_matches(regex, sections->all[section].text))
            return true;
    return false;
}
