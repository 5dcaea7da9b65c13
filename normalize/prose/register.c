#include "normalize/prose/register.h"
#include "core/text/utf8.h"
#include "normalize/text/fold.h"
#include "normalize/text/words.h"

#include <string.h>

/* Scores of a match: the whole name; the name but for its area, which one or both leave out. A name
 * confirmed by the symbol has its likeness as score. */
#define SCORE_WHOLE 1.0
#define SCORE_AREA_LEFT_OUT 0.95
/* A misspelt name counts when it is this much alike and the symbol contains the body's
 * abbreviation. */
#define LIKENESS_WITH_SYMBOL 0.6f
/* A body is listed as near when its name is this much alike. */
#define LIKENESS_NEAR 0.5f

/* A body's name, folded and spelled out, divided into its own part and the area after it. */
struct name {
    const char *whole;
    size_t base;      /* bytes of its own part */
    const char *area; /* "" when none */
};

/* The long form of a word of a key, NULL when the word is no abbreviation. */
static const char *long_form_of(const struct ruleset *ruleset, const char *word, size_t length) {
    for (size_t i = 0; i < ruleset->abbreviation_count; i++) {
        const char *brief = ruleset->abbreviations[i].short_key;
        if (strlen(brief) == length && strncmp(brief, word, length) == 0)
            return ruleset->abbreviations[i].long_key;
    }
    return NULL;
}

static const char *spell_out(const struct ruleset *ruleset, const char *key, struct arena *arena) {
    const char *out = "";
    while (out && *key) {
        size_t length = strcspn(key, " ");
        const char *full = long_form_of(ruleset, key, length);
        const char *space = *out ? " " : "";
        out = full ? arena_printf(arena, "%s%s%s", out, space, full)
                   : arena_printf(arena, "%s%s%.*s", out, space, (int)length, key);
        key += length + (key[length] == ' ');
    }
    return out;
}

/* The area begins at the first of its words that does not belong to the body's own name: a people's
 * committee is one of an area. */
static void cut_area(const struct ruleset *ruleset, struct name *name, struct arena *arena) {
    name->base = strlen(name->whole);
    name->area = "";
    for (const char *at = name->whole; *at;) {
        const char *before = arena_strndup(arena, name->whole,
                                           at > name->whole ? (size_t)(at - name->whole) - 1 : 0);
        if (before && *before && words_prefix(ruleset, WORD_AREA, at) > 0 &&
            !words_is(ruleset, WORD_AREA_BODY, before)) {
            name->base = strlen(before);
            name->area = at;
            return;
        }
        at += strcspn(at, " ");
        at += *at == ' ';
    }
}

static bool read_name(const struct ruleset *ruleset, const char *text, struct arena *arena,
                      struct name *name) {
    const char *key = fold_key(arena, text);
    name->whole = key ? spell_out(ruleset, key, arena) : NULL;
    if (name->whole)
        cut_area(ruleset, name, arena);
    return name->whole != NULL;
}

/* The area in a parent body's name: from its first area word on; "" when there is none. */
static const char *area_of(const struct ruleset *ruleset, const struct name *name) {
    for (const char *at = name->whole; *at;) {
        if (words_prefix(ruleset, WORD_AREA, at) > 0)
            return at;
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    return "";
}

/* One area may be more detailed than the other: "huyện A" and "huyện A tỉnh B". */
static bool areas_agree(const char *left, const char *right) {
    size_t a = strlen(left), b = strlen(right), least = a < b ? a : b;
    const char *longer = a < b ? right : left;
    return least == 0 || (strncmp(left, right, least) == 0 && (a == b || longer[least] == ' '));
}

struct matcher {
    const struct ruleset *ruleset;
    struct arena *arena;
    struct name issuer;
    const char *area; /* the issuer's, else its parent's */
    struct register_match *out;
};

/* The register prepared for look-up: every name of every body divided, and the names as labels. */
struct register_index {
    struct name **names; /* of body i: its name, then its other names; each has an area */
    const struct labels *labels;
};

/* Another name without an area is of the body's own area. */
static struct name *index_body(const struct ruleset *ruleset, const struct body *body,
                               struct arena *arena) {
    struct name *names = arena_array(arena, body->name_count + 1, sizeof *names);
    if (!names || !read_name(ruleset, body->name, arena, &names[0]))
        return NULL;
    for (size_t i = 0; i < body->name_count; i++) {
        if (!read_name(ruleset, body->names[i], arena, &names[i + 1]))
            return NULL;
        if (!*names[i + 1].area)
            names[i + 1].area = names[0].area;
    }
    return names;
}

struct register_index *register_index_build(const struct ruleset *ruleset, struct arena *arena) {
    struct register_index *index = arena_array(arena, 1, sizeof *index);
    struct form_row *rows = arena_array(arena, ruleset->body_count + 1, sizeof *rows);
    if (!index || !rows)
        return NULL;
    index->names = arena_array(arena, ruleset->body_count + 1, sizeof *index->names);
    for (size_t i = 0; index->names && i < ruleset->body_count; i++) {
        const struct body *body = &ruleset->bodies[i];
        rows[i] = (struct form_row){.id = body->id,
                                    .label = body->name,
                                    .wordings = body->names,
                                    .wording_count = body->name_count};
        if (!(index->names[i] = index_body(ruleset, body, arena)))
            return NULL;
    }
    index->labels = labels_build(arena, rows, ruleset->body_count, ruleset->abbreviations,
                                 ruleset->abbreviation_count);
    return index->names && index->labels ? index : NULL;
}

/* The score of one of a body's names: 0 when it does not fit. */
static double score_name(const struct matcher *m, const struct name *name) {
    bool own_area = areas_agree(m->area, name->area);
    if (strcmp(m->issuer.whole, name->whole) == 0)
        return own_area ? SCORE_WHOLE : 0;
    bool same_base =
        m->issuer.base == name->base && strncmp(m->issuer.whole, name->whole, name->base) == 0;
    return same_base && own_area ? SCORE_AREA_LEFT_OUT : 0;
}

/* The best score of a body's names. */
static double score_body(const struct matcher *m, size_t body) {
    const struct name *names = m->ruleset->register_index->names[body];
    double best = 0;
    for (size_t i = 0; i <= m->ruleset->bodies[body].name_count; i++) {
        double score = score_name(m, &names[i]);
        best = score > best ? score : best;
    }
    return best;
}

static void add_nearest(struct register_match *match, const struct body *body, double likeness) {
    size_t at = match->nearest_count;
    while (at > 0 && match->nearest[at - 1].likeness < likeness)
        at--;
    if (at == REGISTER_NEAREST_MAX)
        return;
    if (match->nearest_count < REGISTER_NEAREST_MAX)
        match->nearest_count++;
    for (size_t i = match->nearest_count - 1; i > at; i--)
        match->nearest[i] = match->nearest[i - 1];
    match->nearest[at] = (struct register_near){.body = body, .likeness = likeness};
}

static void accept_body(struct register_match *match, const struct body *body, double score,
                        const char *how) {
    *match = (struct register_match){.body = body, .score = score, .how = how};
}

/* Looks for equal names. Where several bodies have the best score, none is taken. */
static void match_names(struct matcher *m) {
    const struct body *best = NULL;
    double best_score = 0;
    struct register_match equals = {.ambiguous = true};
    for (size_t i = 0; i < m->ruleset->body_count; i++) {
        const struct body *body = &m->ruleset->bodies[i];
        double score = score_body(m, i);
        if (score > best_score) {
            best = body;
            best_score = score;
            equals.nearest_count = 0;
        }
        if (score > 0 && score >= best_score)
            add_nearest(&equals, body, score);
    }
    if (best && equals.nearest_count == 1)
        accept_body(m->out, best, best_score,
                    best_score >= SCORE_WHOLE
                        ? "The issuer's name is in the register."
                        : "The issuer's name is in the register, but for its area.");
    else if (best)
        *m->out = equals;
}

/* True when a part of the symbol ("SNV" of "BC-SNV") is one of the body's names. */
static bool has_symbol(const struct matcher *m, const struct body *body, const char *symbol) {
    for (const char *at = symbol; *at;) {
        size_t length = strcspn(at, "-/ ");
        const char *part = arena_strndup(m->arena, at, length);
        const char *key = part ? fold_key(m->arena, part) : NULL;
        for (size_t i = 0; key && *key && i < body->name_count; i++) {
            const char *name = fold_key(m->arena, body->names[i]);
            if (name && strcmp(name, key) == 0)
                return true;
        }
        at += length + (at[length] != '\0');
    }
    return false;
}

/* A body belongs to its parent: the Sở Tài chính of another province is not the register's. */
static bool is_of_area(const struct matcher *m, size_t body) {
    return areas_agree(m->area, m->ruleset->register_index->names[body][0].area);
}

/* Lists the most similar bodies, and takes the one among them that the symbol names. */
static bool match_by_likeness(struct matcher *m, const char *issuer, const char *symbol) {
    const struct ruleset *rules = m->ruleset;
    const struct label *label = label_parse(rules->register_index->labels, m->arena, issuer);
    float *likeness = arena_array(m->arena, rules->body_count + 1, sizeof *likeness);
    const struct body *named = NULL;
    size_t named_count = 0;
    if (!label || !likeness)
        return false;
    labels_compare(rules->register_index->labels, label, likeness);
    for (size_t i = 0; i < rules->body_count; i++) {
        if (likeness[i] >= LIKENESS_NEAR)
            add_nearest(m->out, &rules->bodies[i], (double)likeness[i]);
        if (symbol && likeness[i] >= LIKENESS_WITH_SYMBOL && is_of_area(m, i) &&
            has_symbol(m, &rules->bodies[i], symbol)) {
            named = &rules->bodies[i];
            named_count++;
        }
    }
    if (named_count == 1 && m->out->nearest_count > 0 && m->out->nearest[0].body == named)
        accept_body(
            m->out, named, m->out->nearest[0].likeness,
            "The issuer's name is nearly one in the register, and the symbol is that body's.");
    return true;
}

bool register_find(const struct ruleset *ruleset, const char *issuer, const char *parent,
                   const char *symbol, struct arena *arena, struct register_match *match) {
    struct matcher m = {.ruleset = ruleset, .arena = arena, .area = "", .out = match};
    struct name above;
    *match = (struct register_match){.body = NULL};
    if (!read_name(ruleset, issuer, arena, &m.issuer) ||
        !read_name(ruleset, parent ? parent : "", arena, &above))
        return false;
    m.area = *m.issuer.area ? m.issuer.area : area_of(ruleset, &above);
    if (ruleset->body_count == 0 || !*m.issuer.whole)
        return true;
    match_names(&m);
    return match->body || match->ambiguous || match_by_likeness(&m, issuer, symbol);
}

/* Where `words` goes on behind the words whose first letters make the next word of `acronym` ("bql"
 * of "ban quản lý"); NULL when they do not. */
static const char *skip_initials(const char *acronym, const char *words) {
    for (; *acronym && *acronym != ' ';) {
        const char *letter = acronym;
        if (utf8_next(&acronym) != utf8_next(&words) || letter == acronym)
            return NULL;
        words += strcspn(words, " ");
        words += strspn(words, " ");
    }
    return words;
}

static const char *next_word(const char *text) {
    text += strcspn(text, " ");
    return text + strspn(text, " ");
}

/* True when the names are the same word by word, some of them written by their initials. */
static bool same_by_initials(const char *left, const char *right) {
    while (*left && *right) {
        size_t a = strcspn(left, " "), b = strcspn(right, " ");
        const char *behind;
        if (a == b && strncmp(left, right, a) == 0) {
            left = next_word(left);
            right = next_word(right);
        } else if ((behind = skip_initials(left, right)) != NULL) {
            left = next_word(left);
            right = behind;
        } else if ((behind = skip_initials(right, left)) != NULL) {
            right = next_word(right);
            left = behind;
        } else {
            return false;
        }
    }
    return !*left && !*right;
}

bool register_same_name(const struct ruleset *ruleset, const char *name, const char *other,
                        struct arena *arena) {
    struct name left, right;
    if (!read_name(ruleset, name, arena, &left) || !read_name(ruleset, other, arena, &right))
        return true;
    bool same_base = left.base == right.base && strncmp(left.whole, right.whole, left.base) == 0;
    return (same_base && areas_agree(left.area, right.area)) ||
           same_by_initials(left.whole, right.whole);
}
