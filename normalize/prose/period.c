#include "normalize/prose/period.h"
#include "normalize/text/fold.h"

#include <stdio.h>
#include <string.h>

/* Periods one title can name: more are no title. */
#define WORDINGS_MAX 16
/* "2021-01-01/P11M" and room (bytes). */
#define PERIOD_BYTES 48
/* A figure of so many digits is a year. */
#define YEAR_DIGITS 4

struct wording {
    const struct period_pattern *pattern;
    size_t start, end;
    const char *year;  /* NULL when the wording has none of its own */
    const char *value; /* NULL when it has no year or cannot be written */
};

struct reader {
    const struct ruleset *ruleset;
    struct arena *arena;
    const char *text;
    struct wording wordings[WORDINGS_MAX];
    size_t count;
};

/* The text of a named group; NULL when it took no part. */
static const char *group_text(const struct reader *r, const struct period_pattern *pattern,
                              const struct regex_match *match, const char *name) {
    unsigned n = regex_group(pattern->regex, name);
    if (!n || n >= REGEX_GROUPS || match->start[n] >= match->end[n])
        return NULL;
    return arena_strndup(r->arena, r->text + match->start[n], match->end[n] - match->start[n]);
}

/* Fills "{year}-{month}" from the groups, months in two digits; a year the wording lacks is `year`.
 */
static const char *fill_template(const struct reader *r, const struct period_pattern *pattern,
                                 const struct regex_match *match, const char *year) {
    char out[PERIOD_BYTES];
    size_t length = 0;
    for (const char *at = pattern->template; *at && length + 1 < sizeof out;) {
        if (*at != '{') {
            out[length++] = *at++;
            continue;
        }
        char name[16];
        size_t name_length = strcspn(at + 1, "}");
        snprintf(name, sizeof name, "%.*s", (int)name_length, at + 1);
        const char *value = group_text(r, pattern, match, name);
        if (!value && strcmp(name, "year") == 0)
            value = year;
        if (!value)
            return NULL;
        bool pad = strcmp(name, "month") == 0 && strlen(value) == 1;
        int wrote = snprintf(out + length, sizeof out - length, "%s%s", pad ? "0" : "", value);
        if (wrote < 0 || (size_t)wrote >= sizeof out - length)
            return NULL;
        length += (size_t)wrote;
        at += name_length + 1 + (at[name_length + 1] == '}');
    }
    return arena_strndup(r->arena, out, length);
}

/* True for words that an earlier wording of the rule set has read already. */
static bool is_taken(const struct reader *r, size_t start) {
    for (size_t i = 0; i < r->count; i++)
        if (start >= r->wordings[i].start && start < r->wordings[i].end)
            return true;
    return false;
}

static void find_wordings(struct reader *r, const char *year) {
    size_t length = strlen(r->text);
    struct regex_match match;
    for (size_t i = 0; i < r->ruleset->period_count; i++) {
        const struct period_pattern *pattern = &r->ruleset->periods[i];
        for (size_t from = 0; from < length && r->count < WORDINGS_MAX; from = match.end[0]) {
            if (regex_search(pattern->regex, r->text, length, from, &match) != REGEX_MATCH ||
                match.end[0] <= match.start[0])
                break;
            if (is_taken(r, match.start[0]))
                continue;
            r->wordings[r->count++] = (struct wording){
                .pattern = pattern,
                .start = match.start[0],
                .end = match.end[0],
                .year = group_text(r, pattern, &match, "year"),
                .value = pattern->use == PERIOD_WRITTEN || pattern->use == PERIOD_YEAR
                             ? fill_template(r, pattern, &match, year)
                             : NULL};
        }
    }
}

/* The wording that decides the period: a part of a year comes before the whole year. NULL when
 * there is none or they differ. */
static const struct wording *choose_wording(const struct reader *r, enum period_use least) {
    const struct wording *chosen = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const struct wording *wording = &r->wordings[i];
        if (wording->pattern->use < least)
            continue;
        bool same =
            chosen && chosen->value && wording->value && strcmp(chosen->value, wording->value) == 0;
        if (chosen && !same)
            return NULL;
        chosen = wording;
    }
    return chosen;
}

static bool names(const struct reader *r, enum period_use use) {
    for (size_t i = 0; i < r->count; i++)
        if (r->wordings[i].pattern->use == use)
            return true;
    return false;
}

/* Whether a whole year is named beside a part of another: "năm 2022 và quý I năm 2023". */
static bool names_other_year(const struct reader *r, const struct wording *part) {
    for (size_t i = 0; i < r->count; i++) {
        const struct wording *wording = &r->wordings[i];
        if (wording->pattern->use == PERIOD_YEAR && wording->year && part->year &&
            strcmp(wording->year, part->year) != 0)
            return true;
    }
    return false;
}

/* A part of a year goes before the year; a year alone counts only where no word of a part stands.
 */
static const struct wording *read_wordings(struct reader *r, const char *text, const char *year) {
    r->text = text;
    r->count = 0;
    find_wordings(r, year);
    if (names(r, PERIOD_WRITTEN) || names(r, PERIOD_UNREADABLE)) {
        const struct wording *part = choose_wording(r, PERIOD_WRITTEN);
        return part && names_other_year(r, part) ? NULL : part;
    }
    return names(r, PERIOD_PART_WORD) ? NULL : choose_wording(r, PERIOD_YEAR);
}

/* A text whose part of a year is misspelt ("qúy II", "sáu tháng đâu năm") is read again without
 * marks. */
static const struct wording *read_text(struct reader *r, const char *text, const char *year) {
    const struct wording *wording = read_wordings(r, text, year);
    if (wording || !names(r, PERIOD_PART_WORD) || names(r, PERIOD_WRITTEN) ||
        names(r, PERIOD_UNREADABLE))
        return wording;
    const char *plain = fold_plain(r->arena, text);
    return plain ? read_wordings(r, plain, year) : NULL;
}

/* The one whole year a text names; NULL when it names none, or several. */
static const char *whole_year(const struct reader *r) {
    const char *year = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const struct wording *wording = &r->wordings[i];
        if (wording->pattern->use != PERIOD_YEAR || !wording->year)
            continue;
        if (year && strcmp(year, wording->year) != 0)
            return NULL;
        year = wording->year;
    }
    return year;
}

/* Where the text turns to the next period; the end of the text when it does not. */
static size_t next_period(const struct ruleset *ruleset, const char *text) {
    for (size_t i = 0; i < ruleset->head_count; i++) {
        struct regex_match match;
        if (ruleset->heads[i].field == HEAD_NEXT_PERIOD &&
            regex_search(ruleset->heads[i].regex, text, strlen(text), 0, &match) == REGEX_MATCH &&
            match.start[0] > 0)
            return match.start[0];
    }
    return strlen(text);
}

/* "quý I và phương hướng quý II năm 2021": the year of the next period, of the same kind and later,
 * is also this one's. */
static const char *with_shared_year(struct reader *r, const char *own, const char *next) {
    const struct wording *later = read_text(r, next, NULL);
    if (!later || !later->year || !later->value)
        return NULL;
    const char *year = later->year, *later_value = later->value;
    const struct wording *mine = read_text(r, own, year);
    bool follows = mine && mine->value && strlen(mine->value) == strlen(later_value) &&
                   strcmp(mine->value, later_value) < 0;
    return follows ? mine->value : NULL;
}

const char *period_read(const struct ruleset *ruleset, const char *text, struct arena *arena) {
    struct reader r = {.ruleset = ruleset, .arena = arena};
    size_t cut = next_period(ruleset, text);
    const char *own = arena_strndup(arena, text, cut);
    if (!own)
        return NULL;
    const struct wording *wording = read_text(&r, own, NULL);
    if (!wording || wording->value)
        return wording ? wording->value : NULL;
    if (wording->pattern->use != PERIOD_WRITTEN || wording->year)
        return NULL;
    const char *year = whole_year(&r);
    if (year)
        wording = read_text(&r, own, year);
    else if (text[cut])
        return with_shared_year(&r, own, text + cut);
    return wording ? wording->value : NULL;
}

const char *period_of_header(const struct ruleset *ruleset, const char *text, const char *year,
                             struct arena *arena) {
    struct reader r = {.ruleset = ruleset, .arena = arena};
    const struct wording *wording = read_text(&r, text, year);
    return wording ? wording->value : NULL;
}

static bool holds_year(const char *text) {
    static const char digits[] = "0123456789";
    for (const char *at = text; (at = strpbrk(at, digits)) != NULL; at += strspn(at, digits))
        if (strspn(at, digits) == YEAR_DIGITS)
            return true;
    return false;
}

bool period_of_header_unclear(const struct ruleset *ruleset, const char *text, const char *year,
                              struct arena *arena) {
    struct reader r = {.ruleset = ruleset, .arena = arena};
    const struct wording *wording = read_text(&r, text, year);
    return !(wording && wording->value) && (r.count > 0 || holds_year(text));
}

/* "2021-S1", "2021-Q3": parts of a year, numbered. */
static unsigned months_of_part(char kind) {
    return kind == 'S' ? 6 : kind == 'Q' ? 3 : 0;
}

bool period_months(const char *period, char first[PERIOD_MONTH_BYTES],
                   char last[PERIOD_MONTH_BYTES]) {
    enum { MONTHS_OF_YEAR = 12 };
    unsigned year, part = 0, from = 1, months = MONTHS_OF_YEAR;
    char kind;
    bool part_of_year = sscanf(period, "%4u-%c%1u", &year, &kind, &part) == 3 &&
                        months_of_part(kind) > 0 && part > 0;
    if (part_of_year) {
        months = months_of_part(kind);
        from = (part - 1) * months + 1;
    } else if (sscanf(period, "%4u-%2u-%*2u/P%2uM", &year, &from, &months) != 3) {
        int read = sscanf(period, "%4u-%2u", &year, &from);
        if (read < 1)
            return false;
        months = read == 2 ? 1 : MONTHS_OF_YEAR;
    }
    unsigned to = from + months - 1;
    if (from < 1 || to < from || to > MONTHS_OF_YEAR)
        return false;
    snprintf(first, PERIOD_MONTH_BYTES, "%04u-%02u", year, from);
    snprintf(last, PERIOD_MONTH_BYTES, "%04u-%02u", year, to);
    return true;
}
