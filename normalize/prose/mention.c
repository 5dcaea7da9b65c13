#include "normalize/prose/mention.h"
#include "normalize/text/date.h"
#include "normalize/text/fold.h"
#include "normalize/text/number.h"
#include "normalize/text/numeral.h"
#include "normalize/prose/section.h"
#include "normalize/prose/register.h"
#include "normalize/text/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Memory for one piece of prose: 13 times the longest text a cell may have, for the folded text and
 * its origins. */
#define PIECE_BYTES_MAX ((size_t)256 << 20)
/* Most fields of a mention's event; the record has all. */
#define EVENT_FIELDS_MAX 12

/* The place of a piece of prose, with what rules select places by. */
struct piece {
    const char *place; /* "p7" or "t1!R5C3" */
    enum part part;
    int section;        /* index, -1: in none */
    const char *style;  /* of the paragraph, or NULL */
    const char *column; /* the first cell of its column, or NULL */
};

struct finder {
    const struct ruleset *ruleset;
    struct arena *arena;
    struct arena *scratch; /* of the piece being read */
    const struct event_sink *sink;
    struct mention *mentions;
    size_t count, capacity;
    const struct sections *sections;
    /* The piece of prose being read. */
    const struct piece *piece;
    const char *text, *lower; /* `lower`: for the texts that rules need */
    size_t length;
    size_t *origin;
    size_t first;       /* index of its first mention */
    struct span *spans; /* of its mentions */
    size_t span_capacity;
};

struct span {
    size_t start, end;
    size_t rule;
};

/* The group of a name that took part; false when none did. */
static bool find_group(const struct regex *regex, const struct regex_match *match, const char *name,
                       size_t *start, size_t *end) {
    for (size_t i = 0; i < regex_name_count(regex); i++) {
        unsigned group;
        if (strcmp(regex_name(regex, i, &group), name) != 0 || group >= REGEX_GROUPS ||
            match->start[group] > match->end[group])
            continue;
        *start = match->start[group];
        *end = match->end[group];
        return true;
    }
    return false;
}

static char *group_text(struct arena *arena, const struct regex *regex,
                        const struct regex_match *match, const char *text, const char *name) {
    size_t start, end;
    if (!find_group(regex, match, name, &start, &end) || start == end)
        return NULL;
    return arena_strndup(arena, text + start, end - start);
}

static long group_number(struct arena *arena, const struct regex *regex,
                         const struct regex_match *match, const char *text, const char *name) {
    const char *digits = group_text(arena, regex, match, text, name);
    return digits ? strtol(digits, NULL, 10) : -1;
}

static const char *read_date(struct arena *arena, const struct regex *regex,
                             const struct regex_match *match, const char *text) {
    long day = group_number(arena, regex, match, text, "day");
    long month = group_number(arena, regex, match, text, "month");
    long year = group_number(arena, regex, match, text, "year");
    return date_write(arena, year, month, day);
}

static const char *read_words(const struct ruleset *ruleset, struct arena *arena,
                              const char *text) {
    double value;
    const char *key = fold_key(arena, text);
    return key && numeral_read_all(ruleset, key, &value) && !isnan(value)
               ? arena_printf(arena, "%.15g", value)
               : NULL;
}

static const char *read_number(const struct ruleset *ruleset, struct arena *arena, const char *text,
                               enum field_type type) {
    struct number n;
    if (!text)
        return NULL;
    if (!number_scan(text, &n))
        return read_words(ruleset, arena, text);
    bool whole = type == FIELD_INTEGER ? n.can_whole : !n.can_decimal;
    return arena_printf(arena, "%.15g", whole ? n.whole : n.decimal);
}

/* "3,5 tỷ đồng" → 3500000000. */
static const char *read_money(const struct ruleset *ruleset, struct arena *arena,
                              const char *text) {
    struct number n;
    size_t length;
    if (!text || !number_scan(text, &n))
        return NULL;
    const char *key = fold_key(arena, text + n.length);
    double factor = key ? words_multiple(ruleset, key, &length) : 0;
    double value = factor > 0 && n.can_decimal ? n.decimal * factor
                   : n.can_whole               ? n.whole * (factor > 0 ? factor : 1)
                                               : n.decimal;
    return arena_printf(arena, "%.15g", value);
}

static const char *read_body(const struct ruleset *ruleset, struct arena *arena, const char *text) {
    struct register_match match;
    if (!text || !register_find(ruleset, text, NULL, NULL, arena, &match) || !match.body)
        return NULL;
    return match.body->id;
}

static const char *read_word(const struct pattern_field *field, struct arena *arena,
                             const char *text) {
    const char *key = text ? fold_key(arena, text) : NULL;
    for (size_t i = 0; key && i < field->word_count; i++) {
        const char *word = fold_key(arena, field->words[i]);
        if (word && strcmp(word, key) == 0)
            return field->words[i];
    }
    return NULL;
}

/* "QUYẾT ĐỊNH" → "Quyết định". */
static const char *read_phrase(struct arena *arena, const char *text) {
    return text ? fold_sentence(arena, text) : NULL;
}

static const char *read_field(const struct ruleset *ruleset, struct arena *arena,
                              const struct regex *regex, const struct pattern_field *field,
                              const struct regex_match *match, const char *text) {
    if (field->value)
        return field->value;
    if (field->type == FIELD_DATE)
        return read_date(arena, regex, match, text);
    const char *raw = group_text(arena, regex, match, text, field->name);
    switch (field->type) {
    case FIELD_PHRASE:
        return read_phrase(arena, raw);
    case FIELD_TEXT:
        return raw;
    case FIELD_MONEY:
        return read_money(ruleset, arena, raw);
    case FIELD_BODY:
        return read_body(ruleset, arena, raw);
    case FIELD_CODE:
        return fold_without_spaces(arena, raw);
    case FIELD_WORD:
        return read_word(field, arena, raw);
    default:
        return read_number(ruleset, arena, raw, field->type);
    }
}

/* `regex` is the pattern's own or that of its lists; the fields' array has room for all of the
 * pattern's. */
static bool read_fields(const struct ruleset *ruleset, struct arena *arena,
                        const struct pattern *pattern, const struct regex *regex,
                        const struct regex_match *match, const char *text,
                        struct mention_field **fields, size_t *count) {
    *count = 0;
    *fields = arena_array(arena, pattern->field_count + 1, sizeof **fields);
    for (size_t i = 0; *fields && i < pattern->field_count; i++) {
        const char *value = read_field(ruleset, arena, regex, &pattern->fields[i], match, text);
        if (value)
            (*fields)[(*count)++] = (struct mention_field){pattern->fields[i].name, value};
    }
    return !arena_failed(arena);
}

/* Where the sentence around [start, end) begins and ends. */
static struct span sentence_around(const char *text, size_t length, size_t start, size_t end) {
    while (start > 0 && !(text[start - 1] == ';' || (text[start - 1] == '.' && text[start] == ' ')))
        start--;
    while (end < length &&
           !(text[end] == ';' || (text[end] == '.' && (text[end + 1] == ' ' || !text[end + 1]))))
        end++;
    return (struct span){.start = start, .end = end};
}

/* Whether the rule's `unless` excludes a match here ("phấn đấu …"). */
static bool is_guarded(const struct pattern *pattern, struct arena *arena, const char *text,
                       size_t length, const struct regex_match *match) {
    if (!pattern->unless)
        return false;
    struct span around = sentence_around(text, length, match->start[0], match->end[0]);
    const char *sentence = arena_strndup(arena, text + around.start, around.end - around.start);
    return !sentence || regex_matches(pattern->unless, sentence);
}

/* Whether two rules exclude each other on the same words. */
static bool are_rivals(const struct pattern *mine, const struct pattern *theirs) {
    if (mine->overlap == OVERLAP_YIELD)
        return true;
    if (mine->overlap == OVERLAP_KEEP || theirs->overlap == OVERLAP_KEEP)
        return false;
    return mine->indicator && theirs->indicator ? strcmp(mine->indicator, theirs->indicator) == 0
                                                : mine->indicator == theirs->indicator;
}

static bool overlaps(const struct finder *f, size_t rule, const struct regex_match *match) {
    const struct pattern *patterns = f->ruleset->patterns;
    for (size_t i = 0; i < f->count - f->first; i++) {
        const struct span *span = &f->spans[i];
        bool apart = match->end[0] <= span->start || match->start[0] >= span->end;
        if (!apart && span->rule != rule && are_rivals(&patterns[rule], &patterns[span->rule]))
            return true;
    }
    return false;
}

static void emit_mention(const struct finder *f, const struct mention *mention) {
    struct event_field fields[EVENT_FIELDS_MAX];
    size_t count = 0;
    for (; count < mention->field_count && count < EVENT_FIELDS_MAX; count++)
        fields[count] =
            (struct event_field){mention->fields[count].name, mention->fields[count].value};
    event_emit(f->sink, &(struct event){.code = CODE_MENTION_FOUND,
                                        .at = mention->at,
                                        .rule = mention->rule,
                                        .message = mention->text,
                                        .fields = fields,
                                        .field_count = count});
}

static bool add_mention(struct finder *f, size_t rule, const struct regex *regex,
                        const struct regex_match *match) {
    const struct pattern *pattern = &f->ruleset->patterns[rule];
    size_t start = match->start[0], end = match->end[0];
    f->mentions = arena_grow(f->arena, f->mentions, f->count, &f->capacity, sizeof *f->mentions);
    f->spans =
        arena_grow(f->scratch, f->spans, f->count - f->first, &f->span_capacity, sizeof *f->spans);
    if (!f->mentions || !f->spans)
        return false;
    struct mention *mention = &f->mentions[f->count];
    *mention = (struct mention){
        .rule = pattern->id,
        .at = arena_printf(f->arena, "%s+%zu-%zu", f->piece->place, f->origin[start],
                           end > start ? f->origin[end - 1] + 1 : f->origin[start]),
        .section = f->piece->section < 0 ? NULL : f->sections->all[f->piece->section].path,
        .text = arena_strndup(f->arena, f->text + start, end - start)};
    if (!mention->at || !mention->text ||
        !read_fields(f->ruleset, f->arena, pattern, regex, match, f->text, &mention->fields,
                     &mention->field_count))
        return false;
    f->spans[f->count - f->first] = (struct span){start, end, rule};
    f->count++;
    return true;
}

static const char *value_of(const struct mention *mention, const char *name) {
    for (size_t i = 0; i < mention->field_count; i++)
        if (strcmp(mention->fields[i].name, name) == 0)
            return mention->fields[i].value;
    return NULL;
}

/* Inserts a field at its place in the pattern's order. */
static void insert_field(struct mention *mention, const struct pattern *pattern, size_t field,
                         const char *value) {
    size_t at = 0;
    for (size_t i = 0; i < field; i++)
        at += at < mention->field_count &&
              strcmp(mention->fields[at].name, pattern->fields[i].name) == 0;
    memmove(&mention->fields[at + 1], &mention->fields[at],
            (mention->field_count - at) * sizeof *mention->fields);
    mention->fields[at] = (struct mention_field){pattern->fields[field].name, value};
    mention->field_count++;
}

/* Copies fields between the newest member of the list that begins at mention `first` and the
 * members before, as `carries` has it. */
static void share_fields(struct finder *f, const struct pattern *pattern, size_t first) {
    struct mention *last = &f->mentions[f->count - 1];
    for (size_t i = 0; i < pattern->field_count; i++) {
        const struct pattern_field *field = &pattern->fields[i];
        const char *value = value_of(last, field->name), *before = value_of(last - 1, field->name);
        if (field->carries == CARRY_FORWARD && !value && before)
            insert_field(last, pattern, i, before);
        for (size_t k = f->count - 1; field->carries == CARRY_BACKWARD && value && k-- > first;) {
            if (value_of(&f->mentions[k], field->name))
                break;
            insert_field(&f->mentions[k], pattern, i, value);
        }
    }
}

static enum regex_result search(const struct finder *f, const struct pattern *pattern,
                                const struct regex *regex, size_t from, struct regex_match *match) {
    enum regex_result result = regex_search_folded(regex, f->text, f->length, from, match);
    if (result == REGEX_LIMIT)
        event_emit(
            f->sink,
            &(struct event){.code = CODE_RULE_LIMIT, .at = f->piece->place, .rule = pattern->id});
    return result;
}

/* Adds the members of a list after its first; `match` becomes the last one's. */
static bool add_list(struct finder *f, size_t rule, struct regex_match *match) {
    const struct pattern *pattern = &f->ruleset->patterns[rule];
    size_t first = f->count - 1;
    struct regex_match next;
    while (pattern->also &&
           search(f, pattern, pattern->also, match->end[0], &next) == REGEX_MATCH &&
           next.end[0] > next.start[0] && !overlaps(f, rule, &next)) {
        if (!add_mention(f, rule, pattern->also, &next))
            return false;
        share_fields(f, pattern, first);
        *match = next;
    }
    for (size_t i = first; i < f->count; i++)
        emit_mention(f, &f->mentions[i]);
    return true;
}

static bool run_rule(struct finder *f, size_t rule) {
    const struct pattern *pattern = &f->ruleset->patterns[rule];
    struct regex_match match;
    for (size_t from = 0; from <= f->length;) {
        if (search(f, pattern, pattern->regex, from, &match) != REGEX_MATCH)
            return true;
        from = match.end[0] > match.start[0] ? match.end[0] : match.end[0] + 1;
        while (from < f->length && ((unsigned char)f->text[from] & 0xC0) == 0x80)
            from++;
        if (is_guarded(pattern, f->scratch, f->text, f->length, &match) ||
            overlaps(f, rule, &match))
            continue;
        if (!add_mention(f, rule, pattern->regex, &match) || !add_list(f, rule, &match))
            return false;
        from = match.end[0] > from ? match.end[0] : from;
    }
    return true;
}

static bool is_prose_part(enum part part) {
    return part == PART_BODY || part == PART_TEXTBOX || part == PART_SHEET;
}

/* True when the piece contains one of the texts that the rule needs. */
static bool has_needed_text(const struct finder *f, const struct pattern *pattern) {
    for (size_t i = 0; i < pattern->need_count; i++)
        if (strstr(f->lower, pattern->needs[i]))
            return true;
    return pattern->need_count == 0;
}

/* Matches a place that a rule selects, folded; a missing place does not match. */
static bool matches_place(const struct finder *f, const struct regex *regex, const char *text) {
    const char *folded = text ? fold_text(f->scratch, text, true) : NULL;
    return folded && regex_matches(regex, folded);
}

static bool applies(const struct finder *f, const struct pattern *pattern) {
    const struct piece *piece = f->piece;
    bool here =
        pattern->part == PART_COUNT ? is_prose_part(piece->part) : pattern->part == piece->part;
    return here && has_needed_text(f, pattern) &&
           (!pattern->section || section_matches(f->sections, piece->section, pattern->section)) &&
           !(pattern->not_section &&
             section_matches(f->sections, piece->section, pattern->not_section)) &&
           (!pattern->style || matches_place(f, pattern->style, piece->style)) &&
           (!pattern->column || matches_place(f, pattern->column, piece->column));
}

/* Sorts the mentions of one piece by place, since rules ran one after another. */
static void sort_piece(struct finder *f) {
    size_t count = f->count - f->first;
    struct mention *mentions = f->mentions ? f->mentions + f->first : NULL;
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k > 0 && f->spans[k].start < f->spans[k - 1].start; k--) {
            struct span span = f->spans[k];
            struct mention mention = mentions[k];
            f->spans[k] = f->spans[k - 1], f->spans[k - 1] = span;
            mentions[k] = mentions[k - 1], mentions[k - 1] = mention;
        }
    }
}

/* `one_line`: the lines of a paragraph are one broken sentence, those of a cell are separate. */
static bool read_piece(struct finder *f, const struct piece *piece, const char *text,
                       bool one_line) {
    if (!*text)
        return true;
    f->piece = piece;
    arena_reset(f->scratch);
    f->text = fold_text_mapped(f->scratch, text, one_line, &f->origin);
    f->lower = f->text ? fold_lower(f->scratch, f->text) : NULL;
    f->spans = NULL;
    f->span_capacity = 0;
    f->first = f->count;
    if (!f->lower || !f->origin)
        return false;
    f->length = strlen(f->text);
    for (size_t i = 0; i < f->ruleset->pattern_count; i++)
        if (applies(f, &f->ruleset->patterns[i]) && !run_rule(f, i))
            return false;
    sort_piece(f);
    return true;
}

static bool read_table(struct finder *f, const struct block *block, size_t index,
                       const struct page_extent *extents) {
    const struct table *table = &block->table;
    char place[64];
    for (size_t i = 0; i < table->cell_count; i++) {
        const struct cell *cell = &table->cells[i];
        if (cell->value_type != VALUE_NONE || pages_contain_row(extents, index, cell->row))
            continue;
        const struct cell *top = table_cell(table, 0, cell->column);
        snprintf(place, sizeof place, "t%u!R%uC%u", block->number, cell->row, cell->column);
        const struct piece piece = {.place = place,
                                    .part = block->part,
                                    .section = f->sections->of_block[index],
                                    .column = top ? top->text : NULL};
        if (!read_piece(f, &piece, cell->text, false))
            return false;
    }
    return true;
}

static bool read_block(struct finder *f, const struct document *document, size_t index,
                       const struct page_extent *extents) {
    const struct block *block = &document->blocks[index];
    char place[64];
    if (block->type == BLOCK_TABLE)
        return block->table.hidden || read_table(f, block, index, extents);
    block_id(block, place);
    const struct piece piece = {.place = place,
                                .part = block->part,
                                .section = f->sections->of_block[index],
                                .style = block->paragraph.style};
    return read_piece(f, &piece, block->paragraph.text, true);
}

bool mention_find(const struct document *document, const struct ruleset *ruleset,
                  const struct page_extent *extents, const struct sections *sections,
                  struct arena *arena, const struct event_sink *sink, struct mention **mentions,
                  size_t *count) {
    struct finder f = {.ruleset = ruleset, .arena = arena, .sink = sink, .sections = sections};
    f.scratch = arena_new(PIECE_BYTES_MAX);
    bool done = f.scratch != NULL;
    for (size_t i = 0; done && i < document->block_count; i++)
        done = read_block(&f, document, i, extents);
    if (!done)
        arena_fail_as(arena, f.scratch);
    arena_free(f.scratch);
    *mentions = f.mentions;
    *count = f.count;
    return done;
}

bool mention_try(const struct ruleset *ruleset, const struct pattern *pattern, const char *text,
                 struct arena *arena, struct mention_field **fields, size_t *field_count) {
    struct regex_match match;
    const char *folded = fold_text(arena, text, true);
    *fields = NULL;
    *field_count = 0;
    if (!folded)
        return false;
    size_t length = strlen(folded);
    if (regex_search(pattern->regex, folded, length, 0, &match) != REGEX_MATCH ||
        is_guarded(pattern, arena, folded, length, &match))
        return !arena_failed(arena);
    return read_fields(ruleset, arena, pattern, pattern->regex, &match, folded, fields,
                       field_count);
}
