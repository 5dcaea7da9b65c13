#include "normalize/authoring/usage.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/table/pages.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shapes and one sentence of each: a year of a province's reports has some 100,000, of 400 bytes.
 */
#define USAGE_BYTES_MAX ((size_t)1 << 30)
/* Memory for one document's pieces of prose, one after another. */
#define PIECE_BYTES_MAX ((size_t)256 << 20)
/* Words of the shape before and behind the number: enough to distinguish kinds of sentences. */
enum { WORDS_BEFORE = 3, WORDS_BEHIND = 2 };
/* A sentence is quoted up to this many bytes. */
enum { SENTENCE_BYTES = 300 };
/* Chains of shapes; a power of two. */
enum { CHAINS = 1 << 14 };

struct chained {
    struct usage_shape shape;
    struct chained *next;
};

struct usage {
    struct arena *arena;   /* of what is kept */
    struct arena *scratch; /* of the piece being read */
    struct usage_rule *rules;
    size_t rule_count;
    struct chained **chains;
    size_t shape_count;
    struct usage_totals totals;
    /* Of the document being normalized. */
    const char **read; /* places of the head and foot that a field was read from */
    size_t read_count, read_capacity;
    const char **stopped; /* rules that were stopped at their limit */
    size_t stopped_count, stopped_capacity;
    bool failed;
};

/* ---- the rules ---- */

static void add_rule(struct usage *u, const struct ruleset *set, const char *kind, const char *id) {
    u->rules[u->rule_count++] = (struct usage_rule){.set = set, .kind = kind, .id = id};
}

struct usage *usage_new(struct ruleset *const *sets, size_t count) {
    struct arena *arena = arena_new(USAGE_BYTES_MAX);
    struct usage *u = arena ? arena_alloc(arena, sizeof *u) : NULL;
    size_t rules = 0;
    for (size_t i = 0; i < count; i++)
        rules += sets[i]->pattern_count + sets[i]->check_count;
    if (u) {
        u->arena = arena;
        u->scratch = arena_new(PIECE_BYTES_MAX);
        u->rules = arena_array(arena, rules + 1, sizeof *u->rules);
        u->chains = arena_array(arena, CHAINS, sizeof(struct chained *));
    }
    if (!u || !u->scratch || !u->rules || !u->chains) {
        arena_free(u ? u->scratch : NULL);
        arena_free(arena);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sets[i]->pattern_count; k++)
            add_rule(u, sets[i], "rule", sets[i]->patterns[k].id);
        for (size_t k = 0; k < sets[i]->check_count; k++)
            add_rule(u, sets[i], "check", sets[i]->checks[k].id);
    }
    return u;
}

void usage_free(struct usage *usage) {
    if (!usage)
        return;
    arena_free(usage->scratch);
    arena_free(usage->arena);
}

const struct usage_rule *usage_rules(const struct usage *usage, size_t *count) {
    *count = usage->rule_count;
    return usage->rules;
}

struct usage_totals usage_totals(const struct usage *usage) {
    return usage->totals;
}

static void note(struct usage *u, const char ***list, size_t *count, size_t *capacity,
                 const char *text) {
    *list = arena_grow(u->arena, *list, *count, capacity, sizeof **list);
    const char *copy = arena_strdup(u->arena, text);
    u->failed = u->failed || !*list || !copy;
    if (*list && copy)
        (*list)[(*count)++] = copy;
}

static void keep_event(void *context, const struct event *event) {
    struct usage *u = context;
    if (event->code == CODE_METADATA_READ && event->at)
        note(u, &u->read, &u->read_count, &u->read_capacity, event->at);
    if (event->code == CODE_RULE_LIMIT && event->rule)
        note(u, &u->stopped, &u->stopped_count, &u->stopped_capacity, event->rule);
}

struct event_sink usage_sink(struct usage *usage) {
    usage->read_count = 0;
    usage->stopped_count = 0;
    return (struct event_sink){.emit = keep_event, .context = usage, .stage = "normalize"};
}

static void count_rule(struct usage *u, struct usage_rule *rule, const struct report *report) {
    size_t count = 0;
    if (strcmp(rule->kind, "rule") == 0)
        for (size_t i = 0; i < report->mention_count; i++)
            count += strcmp(report->mentions[i].rule, rule->id) == 0;
    else
        for (size_t i = 0; i < report->finding_count; i++)
            count += strcmp(report->findings[i].check, rule->id) == 0;
    rule->count += count;
    rule->documents += count > 0;
    for (size_t i = 0; i < u->stopped_count; i++)
        rule->stopped += strcmp(u->stopped[i], rule->id) == 0;
}

/* ---- one piece of prose ---- */

struct piece {
    struct usage *u;
    const struct document *document;
    const char *at; /* "p7" */
    const char *text;
    size_t length;
    size_t *origin; /* by byte, the code point of the document's text */
    bool *read;     /* by byte: covered by what was read */
    const char *(*describe)(const struct document *, const char *, struct arena *);
};

/* A word of the piece, without the punctuation around it. */
struct token {
    size_t start, end;
};

/* Covers the bytes of the code points [from, to); origins never fall. */
static void cover(struct piece *p, size_t from, size_t to) {
    size_t low = 0, high = p->length;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->origin[middle] < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < p->length && p->origin[low] < to; low++)
        p->read[low] = true;
}

/* The place of a mention, "p7+34-78", taken apart. */
struct stretch {
    const char *at;
    size_t length; /* of "p7" */
    size_t from, to;
};

struct stretches {
    struct stretch *items;
    size_t count;
};

static int compare_places(const char *one, size_t length, const char *other, size_t other_length) {
    if (length != other_length)
        return length < other_length ? -1 : 1;
    return memcmp(one, other, length);
}

static int compare_stretches(const void *one, const void *other) {
    const struct stretch *a = one, *b = other;
    return compare_places(a->at, a->length, b->at, b->length);
}

/* The mentions of a report by place, for a document may have many of both. */
static bool read_stretches(const struct report *report, struct arena *arena,
                           struct stretches *stretches) {
    *stretches = (struct stretches){.count = 0};
    stretches->items = arena_array(arena, report->mention_count + 1, sizeof *stretches->items);
    for (size_t i = 0; stretches->items && i < report->mention_count; i++) {
        const char *plus = report->mentions[i].at ? strrchr(report->mentions[i].at, '+') : NULL;
        struct stretch *fresh = &stretches->items[stretches->count];
        if (!plus || sscanf(plus, "+%zu-%zu", &fresh->from, &fresh->to) != 2)
            continue;
        fresh->at = report->mentions[i].at;
        fresh->length = (size_t)(plus - fresh->at);
        stretches->count++;
    }
    if (stretches->count > 1)
        qsort(stretches->items, stretches->count, sizeof *stretches->items, compare_stretches);
    return stretches->items != NULL;
}

static void cover_mentions(struct piece *p, const struct stretches *stretches) {
    size_t low = 0, high = stretches->count, length = strlen(p->at);
    const struct stretch *items = stretches->items;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(items[middle].at, items[middle].length, p->at, length) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < stretches->count &&
           compare_places(items[low].at, items[low].length, p->at, length) == 0;
         low++)
        cover(p, items[low].from, items[low].to);
}

static void cover_periods(struct piece *p, const struct ruleset *set) {
    for (size_t i = 0; i < set->period_count; i++) {
        struct regex_match match;
        for (size_t from = 0; from < p->length;) {
            if (regex_search(set->periods[i].regex, p->text, p->length, from, &match) !=
                REGEX_MATCH)
                break;
            for (size_t k = match.start[0]; k < match.end[0]; k++)
                p->read[k] = true;
            from = match.end[0] > from ? match.end[0] : from + 1;
        }
    }
}

static bool is_edge(char c) {
    return c && strchr(".,;:()[]\"'!?", c);
}

/* The next word at or behind *at; false at the end. */
static bool next_token(const struct piece *p, size_t *at, size_t end, struct token *token) {
    while (*at < end && (p->text[*at] == ' ' || p->text[*at] == '\n'))
        ++*at;
    if (*at >= end)
        return false;
    token->start = *at;
    while (*at < end && p->text[*at] != ' ' && p->text[*at] != '\n')
        ++*at;
    token->end = *at;
    while (token->start < token->end && is_edge(p->text[token->start]))
        token->start++;
    while (token->end > token->start && is_edge(p->text[token->end - 1]))
        token->end--;
    return true;
}

static bool has_digit(const struct piece *p, struct token token) {
    for (size_t i = token.start; i < token.end; i++)
        if (isdigit((unsigned char)p->text[i]))
            return true;
    return false;
}

static bool is_unread(const struct piece *p, struct token token) {
    for (size_t i = token.start; i < token.end; i++)
        if (isdigit((unsigned char)p->text[i]) && !p->read[i])
            return true;
    return false;
}

/* "1.", "2.1", "3)" at the beginning: the number of a heading. */
static bool is_heading_number(const struct piece *p, struct token token) {
    if (token.start != strspn(p->text, " (") || !has_digit(p, token))
        return false;
    bool dotted = false;
    for (size_t i = token.start; i < token.end; i++) {
        if (!isdigit((unsigned char)p->text[i]) && p->text[i] != '.')
            return false;
        dotted = dotted || p->text[i] == '.';
    }
    char behind = p->text[token.end];
    return behind == '.' || behind == ')' || behind == '/' || behind == ':' || dotted;
}

/* ---- shapes ---- */

static bool is_date(const char *text, size_t length) {
    size_t marks = 0, digits = 0;
    for (size_t i = 0; i < length; i++) {
        digits += isdigit((unsigned char)text[i]) != 0;
        marks += text[i] == '/' || text[i] == '-';
    }
    return digits >= 4 && marks == 2 && digits + marks == length;
}

/* "12/QĐ-UBND", "68/2000/NĐ-CP": a digit first, and letters somewhere behind a mark. */
static bool is_symbol(const char *text, size_t length) {
    size_t at = 0;
    while (at < length && text[at] != '/' && text[at] != '-')
        at++;
    while (at < length && (isdigit((unsigned char)text[at]) || ispunct((unsigned char)text[at])))
        at++;
    return at < length && isdigit((unsigned char)text[0]);
}

static void put_shape(struct buffer *out, const char *text, size_t length) {
    if (is_date(text, length) || is_symbol(text, length)) {
        buffer_puts(out, is_date(text, length) ? "<date>" : "<document>");
        return;
    }
    for (size_t i = 0; i < length; i++) {
        bool digit = isdigit((unsigned char)text[i]);
        bool inside =
            digit || ((text[i] == '.' || text[i] == ',') && i > 0 && i + 1 < length &&
                      isdigit((unsigned char)text[i - 1]) && isdigit((unsigned char)text[i + 1]));
        if (!inside)
            buffer_putc(out, text[i]);
        else if (digit && (i == 0 || !(isdigit((unsigned char)text[i - 1]) || text[i - 1] == '.' ||
                                       text[i - 1] == ',')))
            buffer_putc(out, '9');
    }
}

static unsigned hash_of(const char *text) {
    unsigned hash = 2166136261u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash & (CHAINS - 1);
}

static const char *quote_sentence(const struct piece *p, struct token sentence) {
    size_t length = sentence.end - sentence.start;
    const char *text = p->text + sentence.start;
    if (length <= SENTENCE_BYTES)
        return arena_strndup(p->u->arena, text, length);
    return arena_printf(p->u->arena, "%.*s…", utf8_head(text, SENTENCE_BYTES), text);
}

/* Counts a shape; the first of it is kept with its sentence and place. */
static bool add_shape(struct piece *p, const char *shape, struct token sentence,
                      struct token number) {
    struct usage *u = p->u;
    struct chained **chain = &u->chains[hash_of(shape)];
    for (struct chained *c = *chain; c; c = c->next) {
        if (strcmp(c->shape.shape, shape) != 0)
            continue;
        c->shape.count++;
        return true;
    }
    struct chained *fresh = arena_alloc(u->arena, sizeof *fresh);
    if (!fresh)
        return false;
    const char *at = arena_printf(u->arena, "%s+%zu-%zu", p->at, p->origin[number.start],
                                  p->origin[number.end - 1] + 1);
    *fresh =
        (struct chained){.shape = {.shape = arena_strdup(u->arena, shape),
                                   .count = 1,
                                   .sentence = quote_sentence(p, sentence),
                                   .path = arena_strdup(u->arena, p->document->source.path),
                                   .at = at,
                                   .place = at ? p->describe(p->document, at, u->arena) : NULL},
                         .next = *chain};
    *chain = fresh;
    u->shape_count++;
    return fresh->shape.place && fresh->shape.sentence;
}

/* The words around a number of the sentence, in lower case. */
static bool add_number(struct piece *p, const struct token *tokens, size_t count, size_t index,
                       struct token sentence) {
    struct buffer shape;
    size_t from = index > WORDS_BEFORE ? index - WORDS_BEFORE : 0;
    size_t to = index + WORDS_BEHIND < count ? index + WORDS_BEHIND + 1 : count;
    buffer_init(&shape, PIECE_BYTES_MAX);
    for (size_t i = from; i < to; i++) {
        if (i > from)
            buffer_putc(&shape, ' ');
        put_shape(&shape, p->text + tokens[i].start, tokens[i].end - tokens[i].start);
    }
    const char *lower = fold_lower(p->u->scratch, buffer_text(&shape));
    bool done = lower && !shape.failed && add_shape(p, lower, sentence, tokens[index]);
    buffer_free(&shape);
    return done;
}

/* Where the sentence that begins at `from` ends: before ";", ". " or the end of a line. */
static size_t sentence_end(const struct piece *p, size_t from) {
    size_t end = from;
    while (end < p->length && p->text[end] != ';' && p->text[end] != '\n' &&
           !(p->text[end] == '.' && (p->text[end + 1] == ' ' || !p->text[end + 1])))
        end++;
    return end;
}

static bool read_sentence(struct piece *p, struct token sentence) {
    struct token *tokens = NULL, token;
    size_t count = 0, capacity = 0, unread = 0;
    for (size_t at = sentence.start; next_token(p, &at, sentence.end, &token);) {
        tokens = arena_grow(p->u->scratch, tokens, count, &capacity, sizeof *tokens);
        if (!tokens)
            return false;
        if (token.end > token.start)
            tokens[count++] = token;
    }
    for (size_t i = 0; i < count; i++) {
        if (!has_digit(p, tokens[i]) || is_heading_number(p, tokens[i]))
            continue;
        p->u->totals.numbers++;
        if (!is_unread(p, tokens[i]))
            continue;
        unread++;
        if (!add_number(p, tokens, count, i, sentence))
            return false;
    }
    p->u->totals.unread += unread;
    p->u->totals.sentences += unread > 0;
    return true;
}

/* ---- documents ---- */

struct adding {
    struct usage *u;
    const struct document *document;
    const struct ruleset *set;
    const char *(*describe)(const struct document *, const char *, struct arena *);
    struct stretches stretches;
};

static bool was_read(const struct usage *u, const char *at) {
    for (size_t i = 0; i < u->read_count; i++)
        if (strcmp(u->read[i], at) == 0)
            return true;
    return false;
}

/* "Phụ lục 2", "Số: …/BC-SNV": a line that is read by the head's patterns. */
static bool is_head_line(const struct ruleset *set, const char *text) {
    static const enum head_field fields[] = {HEAD_NUMBER, HEAD_ANNEX, HEAD_DATE,
                                             HEAD_BREAK,  HEAD_STATE, HEAD_SLOGAN};
    for (size_t i = 0; i < set->head_count; i++)
        for (size_t k = 0; k < sizeof fields / sizeof *fields; k++)
            if (set->heads[i].field == fields[k] && regex_matches(set->heads[i].regex, text))
                return true;
    return false;
}

static bool read_piece(const struct adding *a, const char *at, const char *text, bool one_line) {
    if (!*text || was_read(a->u, at))
        return true;
    arena_reset(a->u->scratch);
    struct piece p = {.u = a->u, .document = a->document, .at = at, .describe = a->describe};
    p.text = fold_text_mapped(a->u->scratch, text, one_line, &p.origin);
    p.length = p.text ? strlen(p.text) : 0;
    p.read = arena_array(a->u->scratch, p.length + 1, sizeof *p.read);
    if (!p.text || !p.read)
        return false;
    if (is_head_line(a->set, p.text))
        return true;
    cover_mentions(&p, &a->stretches);
    cover_periods(&p, a->set);
    for (size_t from = 0; from < p.length;) {
        size_t end = sentence_end(&p, from);
        from += strspn(p.text + from, " ");
        if (end > from && !read_sentence(&p, (struct token){from, end}))
            return false;
        from = end + 1;
    }
    return true;
}

static bool read_block(const struct adding *a, size_t index, const struct page_extent *extents) {
    const struct block *block = &a->document->blocks[index];
    char place[64];
    block_id(block, place);
    if (block->type == BLOCK_PARAGRAPH)
        return read_piece(a, place, block->paragraph.text, true);
    for (size_t i = 0; i < block->table.cell_count; i++) {
        const struct cell *cell = &block->table.cells[i];
        if (cell->value_type != VALUE_NONE || pages_contain_row(extents, index, cell->row))
            continue;
        snprintf(place, sizeof place, "t%u!R%uC%u", block->number, cell->row, cell->column);
        if (!read_piece(a, place, cell->text, false))
            return false;
    }
    return true;
}

static bool is_prose(const struct block *block) {
    bool hidden = block->type == BLOCK_TABLE && block->table.hidden;
    return !hidden &&
           (block->part == PART_BODY || block->part == PART_TEXTBOX || block->part == PART_SHEET);
}

bool usage_add(struct usage *usage, const struct document *document, const struct report *report,
               const struct ruleset *set,
               const char *(*describe)(const struct document *document, const char *at,
                                       struct arena *arena)) {
    static const struct event_sink nobody = {.emit = NULL};
    struct adding a = {usage, document, set, describe, {NULL, 0}};
    struct pages pages;
    struct arena *arena = arena_new(USAGE_BYTES_MAX);
    bool done = arena && pages_find(document, set, arena, &nobody, &pages) &&
                read_stretches(report, arena, &a.stretches) && !usage->failed;
    for (size_t i = 0; done && i < usage->rule_count; i++)
        if (usage->rules[i].set == set)
            count_rule(usage, &usage->rules[i], report);
    for (size_t i = 0; done && i < document->block_count; i++)
        done = !is_prose(&document->blocks[i]) || read_block(&a, i, pages.extents);
    usage->totals.documents += done;
    arena_free(arena);
    return done;
}

static int compare(const void *one, const void *other) {
    const struct usage_shape *a = one, *b = other;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->shape, b->shape);
}

const struct usage_shape *usage_shapes(struct usage *usage, size_t *count) {
    struct usage_shape *shapes = arena_array(usage->arena, usage->shape_count + 1, sizeof *shapes);
    *count = 0;
    for (size_t i = 0; shapes && i < CHAINS; i++)
        for (const struct chained *c = usage->chains[i]; c; c = c->next)
            shapes[(*count)++] = c->shape;
    if (shapes)
        qsort(shapes, *count, sizeof *shapes, compare);
    return shapes;
}
