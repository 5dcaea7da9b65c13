#include "normalize/prose/head.h"
#include "normalize/text/date.h"
#include "normalize/text/fold.h"
#include "normalize/prose/period.h"
#include "normalize/prose/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Lines from the top that are searched for a head: the longest known has 14, a sheet may have
 * titles above. */
#define HEAD_LINES_MAX 60
/* A period begins with its year (SDMX 2.1). */
#define YEAR_DIGITS 4
/* Lines a title may take, and lines between a signer's title and name. */
#define TITLE_LINES_MAX 4
#define SIGNER_LINES_MAX 8
#define RECIPIENTS_MAX 60
/* A longer line is prose, not a title or a signature (bytes: some 90 characters). */
#define TITLE_BYTES_MAX 320
#define SIGNATURE_BYTES_MAX 120

struct head {
    const struct ruleset *ruleset;
    struct arena *arena;
    const struct event_sink *sink;
    struct prose_lines prose;
    struct metadata *out;
    long number_line; /* the line with "Số: …", -1 */
    long kind_line;   /* the line "BÁO CÁO", -1 */
};

/* ---- patterns ---- */

struct pattern_match {
    const struct regex *regex;
    struct regex_match match;
    const char *text;
};

static bool find_pattern(const struct head *h, enum head_field field, const char *text,
                         struct pattern_match *found) {
    for (size_t i = 0; i < h->ruleset->head_count; i++) {
        const struct head_pattern *head = &h->ruleset->heads[i];
        if (head->field != field ||
            regex_search(head->regex, text, strlen(text), 0, &found->match) != REGEX_MATCH)
            continue;
        found->regex = head->regex;
        found->text = text;
        return true;
    }
    return false;
}

static bool matches(const struct head *h, enum head_field field, const char *text) {
    struct pattern_match found;
    return find_pattern(h, field, text, &found);
}

/* The text of a named group; NULL when it took no part or is empty. */
static const char *group_text(const struct head *h, const struct pattern_match *found,
                              const char *name) {
    for (size_t i = 0; i < regex_name_count(found->regex); i++) {
        unsigned n;
        if (strcmp(regex_name(found->regex, i, &n), name) != 0 || n >= REGEX_GROUPS ||
            found->match.start[n] >= found->match.end[n])
            continue;
        return arena_strndup(h->arena, found->text + found->match.start[n],
                             found->match.end[n] - found->match.start[n]);
    }
    return NULL;
}

static const char *iso_date(const struct head *h, const struct pattern_match *found) {
    const char *day = group_text(h, found, "day"), *month = group_text(h, found, "month");
    const char *year = group_text(h, found, "year");
    if (!day || !month || !year)
        return NULL;
    return date_write(h->arena, strtol(year, NULL, 10), strtol(month, NULL, 10),
                      strtol(day, NULL, 10));
}

static void emit_field(const struct head *h, const char *field, const char *value, const char *at) {
    if (!value)
        return;
    struct event_field fields[] = {{"field", field}, {"value", value}};
    event_emit(
        h->sink,
        &(struct event){.code = CODE_METADATA_READ, .at = at, .fields = fields, .field_count = 2});
}

static size_t head_lines(const struct head *h) {
    return h->prose.count < HEAD_LINES_MAX ? h->prose.count : HEAD_LINES_MAX;
}

/* ---- number, symbol, date ---- */

/* "BC-SNV." → "BC-SNV". */
static const char *trim_symbol(const struct head *h, const char *symbol) {
    size_t length = symbol ? strlen(symbol) : 0;
    while (length > 0 && strchr(".,;-/ ", symbol[length - 1]))
        length--;
    return length ? fold_without_spaces(h->arena, arena_strndup(h->arena, symbol, length)) : NULL;
}

static void take_number(struct head *h, const struct pattern_match *found, const char *at) {
    h->out->number = group_text(h, found, "number");
    h->out->symbol = trim_symbol(h, group_text(h, found, "symbol"));
    emit_field(h, "number", h->out->number, at);
    emit_field(h, "symbol", h->out->symbol, at);
}

static void read_number(struct head *h) {
    struct pattern_match found;
    for (size_t i = 0; i < head_lines(h); i++) {
        const struct prose_line *line = &h->prose.lines[i];
        if (!find_pattern(h, HEAD_NUMBER, line->text, &found))
            continue;
        h->number_line = (long)i;
        take_number(h, &found, line->at);
        return;
    }
}

static void take_date(struct head *h, const char *date, const char *place, const char *at) {
    h->out->issued_on = date;
    h->out->place = place;
    emit_field(h, "issued_on", date, at);
    emit_field(h, "place", place, at);
}

static void read_date(struct head *h) {
    struct pattern_match found;
    for (size_t i = 0; i < head_lines(h); i++) {
        const struct prose_line *line = &h->prose.lines[i];
        if (find_pattern(h, HEAD_DATE, line->text, &found)) {
            const char *date = iso_date(h, &found);
            take_date(h, date, group_text(h, &found, "place"), line->at);
            if (date)
                return;
        } else if (line->date && strlen(line->date) == 10 && !line->after_form) {
            take_date(h, line->date, NULL, line->at);
            return;
        }
    }
}

/* "(Ban hành kèm theo Báo cáo số 02/BC-… ngày …)": supplies what the head left out. */
static void read_annex_line(struct head *h) {
    struct pattern_match found;
    for (size_t i = 0; i < h->prose.count; i++) {
        const struct prose_line *line = &h->prose.lines[i];
        if (!find_pattern(h, HEAD_ANNEX, line->text, &found))
            continue;
        if (!h->out->symbol)
            take_number(h, &found, line->at);
        if (!h->out->issued_on && !h->out->place)
            take_date(h, iso_date(h, &found), NULL, line->at);
        return;
    }
}

/* ---- issuer ---- */

/* Whether a line of the head can be (a piece of) a body's name. */
static bool is_name_piece(const struct head *h, const char *text) {
    return strlen(text) <= SIGNATURE_BYTES_MAX && !matches(h, HEAD_STATE, text) &&
           !matches(h, HEAD_SLOGAN, text) && !matches(h, HEAD_DATE, text) &&
           !matches(h, HEAD_NUMBER, text) && !matches(h, HEAD_KIND, text) &&
           !matches(h, HEAD_TITLE, text);
}

/* The names on a head's left side: the last one is the issuer's, the one before its parent's. */
struct names {
    const char *issuer, *parent;
};

/* The lines of a head's left side from `from` to `to` joined to names. */
static struct names join_names(const struct head *h, size_t from, size_t to,
                               const struct prose_line *beside) {
    const char *name = NULL, *parent = NULL;
    for (size_t i = from; i < to; i++) {
        const struct prose_line *line = &h->prose.lines[i];
        if ((beside && !prose_lines_same_column(line, beside)) || !is_name_piece(h, line->text))
            continue;
        if (matches(h, HEAD_BODY_START, line->text) &&
            !(name && matches(h, HEAD_BODY_OPEN, name))) {
            parent = name;
            name = line->text;
        } else if (name) {
            name = arena_printf(h->arena, "%s %s", name, line->text);
        }
    }
    return (struct names){.issuer = name, .parent = parent};
}

/* The name as the prose spells it, since a head is all capitals; the name itself when the prose
 * does not have it. */
static const char *spelled_as_in_prose(const struct head *h, const char *name) {
    const char *wanted = fold_lower(h->arena, name), *capitals = fold_upper(h->arena, name);
    if (!capitals || strcmp(capitals, name) != 0)
        return name;
    for (size_t i = 0; wanted && i < h->prose.count; i++) {
        const char *text = h->prose.lines[i].text;
        const char *lower = fold_lower(h->arena, text);
        const char *at = lower && strlen(lower) == strlen(text) ? strstr(lower, wanted) : NULL;
        if (!at || strlen(wanted) != strlen(name))
            continue;
        const char *written = arena_strndup(h->arena, text + (at - lower), strlen(wanted));
        if (written && strcmp(written, name) != 0)
            return written;
    }
    return name;
}

static bool take_issuer(struct head *h, const char *name, const char *at) {
    if (!name)
        return false;
    h->out->issuer = spelled_as_in_prose(h, name);
    emit_field(h, "issuer", h->out->issuer, at);
    return true;
}

static bool take_names(struct head *h, struct names names, const char *at) {
    if (names.issuer && names.parent)
        h->out->parent = spelled_as_in_prose(h, names.parent);
    return take_issuer(h, names.issuer, at);
}

/* The line of the state's name, which every head has on its right side; -1 when the head is
 * missing. */
static long find_state(const struct head *h) {
    for (size_t i = 0; i < head_lines(h); i++)
        if (matches(h, HEAD_STATE, h->prose.lines[i].text))
            return (long)i;
    return -1;
}

/* A head without number line: the body's names are in the column beside the state's name, or above
 * it. */
static bool read_issuer_beside_state(struct head *h) {
    long state = find_state(h);
    if (state < 0)
        return false;
    const struct prose_line *other = &h->prose.lines[state], *first = NULL;
    size_t end = other->in_table ? head_lines(h) : (size_t)state;
    for (size_t i = 0; i < end; i++) {
        const struct prose_line *line = &h->prose.lines[i];
        bool beside = line->block == other->block && line->column != other->column;
        if (!first && (beside || !other->in_table))
            first = line;
        if (first && prose_lines_same_column(line, first) && matches(h, HEAD_BREAK, line->text))
            end = i;
    }
    return first && take_names(h, join_names(h, 0, end, first), first->at);
}

static bool read_issuer_of_head(struct head *h) {
    if (h->number_line >= 0) {
        const struct prose_line *line = &h->prose.lines[h->number_line];
        return take_names(h, join_names(h, 0, (size_t)h->number_line, line), line->at);
    }
    return read_issuer_beside_state(h);
}

static bool read_issuer_of_pattern(struct head *h, enum head_field field) {
    struct pattern_match found;
    for (size_t i = 0; i < h->prose.count; i++) {
        const struct prose_line *line = &h->prose.lines[i];
        if (find_pattern(h, field, line->text, &found))
            return take_issuer(h, group_text(h, &found, "issuer"), line->at);
    }
    return false;
}

static void read_issuer(struct head *h) {
    bool read = read_issuer_of_head(h) || read_issuer_of_pattern(h, HEAD_ISSUER) ||
                read_issuer_of_pattern(h, HEAD_ANNEX_ISSUER);
    (void)read; /* a report may name no body; its metadata then has no issuer */
}

/* ---- title and period ---- */

static bool take_period(struct head *h, const char *text, const char *at) {
    h->out->period = period_read(h->ruleset, text, h->arena);
    emit_field(h, "period", h->out->period, at);
    return h->out->period != NULL;
}

/* The title from line `i` on, with the lines that continue it. */
static void take_title(struct head *h, size_t i) {
    const struct prose_line *line = &h->prose.lines[i];
    const char *title = line->text;
    long next = prose_lines_below(&h->prose, i);
    for (int lines = 1; lines < TITLE_LINES_MAX && next >= 0 && title; lines++) {
        const char *text = h->prose.lines[next].text;
        if (strlen(text) > TITLE_BYTES_MAX || !matches(h, HEAD_TITLE_MORE, text))
            break;
        title = arena_printf(h->arena, "%s %s", title, text);
        next = prose_lines_below(&h->prose, (size_t)next);
    }
    h->out->title = title;
    emit_field(h, "title", title, line->at);
    if (title)
        take_period(h, title, line->at);
}

static void find_kind(struct head *h) {
    for (size_t i = 0; i < head_lines(h); i++) {
        if (matches(h, HEAD_KIND, h->prose.lines[i].text)) {
            h->kind_line = (long)i;
            return;
        }
    }
}

static void read_title(struct head *h) {
    long below = h->kind_line >= 0 ? prose_lines_below(&h->prose, (size_t)h->kind_line) : -1;
    if (below >= 0 && strlen(h->prose.lines[below].text) <= TITLE_BYTES_MAX) {
        take_title(h, (size_t)below);
        return;
    }
    for (size_t i = 0; i < h->prose.count; i++) {
        const char *text = h->prose.lines[i].text;
        if (strlen(text) <= TITLE_BYTES_MAX && matches(h, HEAD_TITLE, text)) {
            take_title(h, i);
            return;
        }
    }
}

/* True when the title names a time that is not a single period ("quý I, II năm 2021"): then no
 * other line decides. A part of a year without its year may be named in full elsewhere. */
static bool title_is_unclear(const struct head *h) {
    static const char any_year[] = "2000";
    return h->out->title && period_of_header_unclear(h->ruleset, h->out->title, any_year, h->arena);
}

/* True for a line that is no date, number or plan ("Nhiệm vụ 6 tháng cuối năm 2021"). */
static bool may_name_period(const struct head *h, const char *text) {
    return !matches(h, HEAD_DATE, text) && !matches(h, HEAD_ANNEX, text) &&
           !matches(h, HEAD_NUMBER, text) && !matches(h, HEAD_NEXT_PERIOD, text) &&
           strlen(text) <= TITLE_BYTES_MAX;
}

/* A year and a part of that year agree: the part is the period. */
static bool is_part_of(const char *part, const char *whole) {
    return strncmp(part, whole, strlen(whole)) == 0;
}

/* The title's part of a year ("6 tháng đầu năm") in the year of another line's period; that period
 * where the title names no part, NULL where the two contradict each other. */
static const char *combine_with_title(const struct head *h, const char *period) {
    const char *year = arena_strndup(h->arena, period, YEAR_DIGITS);
    const char *part =
        year && h->out->title ? period_of_header(h->ruleset, h->out->title, year, h->arena) : NULL;
    if (!part)
        return period;
    return is_part_of(part, period) || is_part_of(period, part) ? part : NULL;
}

/* A title that names no period: the period that the document's short lines name, if they agree. */
static void find_period(struct head *h) {
    const char *found = NULL, *at = NULL;
    if (h->out->period || title_is_unclear(h))
        return;
    for (size_t i = 0; i < h->prose.count; i++) {
        const struct prose_line *line = &h->prose.lines[i];
        const char *period =
            may_name_period(h, line->text) ? period_read(h->ruleset, line->text, h->arena) : NULL;
        if (!period || (found && is_part_of(found, period)))
            continue;
        if (found && !is_part_of(period, found))
            return;
        found = period;
        at = line->at;
    }
    h->out->period = found ? combine_with_title(h, found) : NULL;
    if (h->out->period)
        emit_field(h, "period", h->out->period, at);
}

/* ---- foot ---- */

/* "- Sở Nội vụ;" → "Sở Nội vụ"; NULL when the line is no item. */
static const char *recipient_of(const struct head *h, const char *text) {
    if (*text != '-' && *text != '+')
        return NULL;
    text += strspn(text, "-+ ");
    size_t length = strlen(text);
    while (length > 0 && strchr(";., ", text[length - 1]))
        length--;
    return length ? arena_strndup(h->arena, text, length) : NULL;
}

static bool is_signer_title(const struct head *h, const char *text) {
    return strlen(text) <= SIGNATURE_BYTES_MAX && matches(h, HEAD_SIGNER_TITLE, text);
}

struct signature {
    const char *name, *title;
    long line; /* of the name */
};

/* The signer under the title at line `i`; false when there is none. */
static bool read_signature(const struct head *h, size_t i, struct signature *signature) {
    const char *title = h->prose.lines[i].text;
    long at = prose_lines_below(&h->prose, i);
    for (int lines = 0; lines < SIGNER_LINES_MAX && at >= 0 && title; lines++) {
        const struct prose_line *line = &h->prose.lines[at];
        struct pattern_match found;
        if (matches(h, HEAD_NOT_SIGNER, line->text))
            return false;
        if (is_signer_title(h, line->text)) {
            title = arena_printf(h->arena, "%s %s", title, line->text);
        } else if (!matches(h, HEAD_SIGNED_MARK, line->text) && !recipient_of(h, line->text)) {
            if (strlen(line->text) > SIGNATURE_BYTES_MAX ||
                !find_pattern(h, HEAD_SIGNER, line->text, &found))
                return false;
            *signature = (struct signature){group_text(h, &found, "signer"), title, at};
            return signature->name != NULL;
        }
        at = prose_lines_below(&h->prose, (size_t)at);
    }
    return false;
}

/* Takes the last signature of the document, its title from its first line on. */
static void read_signer(struct head *h) {
    long head_end = h->number_line > h->kind_line ? h->number_line : h->kind_line;
    long signed_at = -1;
    for (size_t i = (size_t)(head_end + 1); i < h->prose.count; i++) {
        struct signature signature;
        if (!is_signer_title(h, h->prose.lines[i].text) || !read_signature(h, i, &signature) ||
            signature.line == signed_at)
            continue;
        signed_at = signature.line;
        h->out->signer = signature.name;
        h->out->signer_title = signature.title;
    }
    if (signed_at >= 0) {
        emit_field(h, "signer", h->out->signer, h->prose.lines[signed_at].at);
        emit_field(h, "signer_title", h->out->signer_title, h->prose.lines[signed_at].at);
    }
}

static bool read_recipients(struct head *h) {
    size_t start = 0;
    while (start < h->prose.count && !matches(h, HEAD_RECIPIENTS, h->prose.lines[start].text))
        start++;
    if (start == h->prose.count)
        return true;
    h->out->recipients = arena_array(h->arena, RECIPIENTS_MAX, sizeof *h->out->recipients);
    if (!h->out->recipients)
        return false;
    long at = prose_lines_below(&h->prose, start);
    while (at >= 0 && h->out->recipient_count < RECIPIENTS_MAX) {
        const char *recipient = recipient_of(h, h->prose.lines[at].text);
        if (!recipient)
            break;
        h->out->recipients[h->out->recipient_count++] = recipient;
        at = prose_lines_below(&h->prose, (size_t)at);
    }
    return true;
}

bool head_read(const struct document *document, const struct ruleset *ruleset,
               const struct page_extent *extents, struct arena *arena,
               const struct event_sink *sink, struct metadata *metadata) {
    struct head h = {.ruleset = ruleset,
                     .arena = arena,
                     .sink = sink,
                     .out = metadata,
                     .number_line = -1,
                     .kind_line = -1};
    if (!prose_lines_read(document, extents, arena, &h.prose))
        return false;
    find_kind(&h);
    read_number(&h);
    read_date(&h);
    read_annex_line(&h);
    read_issuer(&h);
    read_title(&h);
    find_period(&h);
    read_signer(&h);
    return read_recipients(&h) && !arena_failed(arena);
}
