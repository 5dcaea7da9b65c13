#include "extract/html/page/conditional_comment.h"

#include <string.h>
#include <strings.h>

enum { CONDITION_BYTES = 256 /* Word's have up to 30 */ };

struct pass {
    const char *at, *end;
    struct buffer *out;
    size_t depth;       /* conditions open */
    size_t unmet;       /* the depth of the outermost that is not met, or 0 */
    const char *endif;  /* the next end of a condition, once looked for; NULL: there is none */
    bool unclosed;      /* no comment ends any more */
    const char *looked; /* from where it was looked for, or NULL */
};

static bool follows(const struct pass *p, const char *at, const char *text) {
    size_t length = strlen(text);
    return (size_t)(p->end - at) >= length && strncasecmp(at, text, length) == 0;
}

/* ---- what is met ---- */

static bool word_is(const char *at, size_t length, const char *word) {
    return strlen(word) == length && strncasecmp(at, word, length) == 0;
}

/* One term: "!supportLists", "gte mso 9", "IE 6". A version counts only by its comparison. */
static bool term_is_met(const char *at, const char *end) {
    static const char *const unknown[] = {"IE",    "lt",  "lte", "supportFields",
                                          "false", "ppt", "pub"};
    static const char blanks[] = " \t\r\n()";
    bool negated = false;
    for (; at < end && (*at == '!' || strchr(blanks, *at)); at++)
        negated ^= *at == '!';
    size_t length = 0;
    while (at + length < end && !strchr(blanks, at[length]))
        length++;
    if (negated && word_is(at, length, "supportLists"))
        return true;
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        if (word_is(at, length, unknown[i]))
            return negated;
    return !negated;
}

/* Terms joined by | and &, without regard to parentheses. */
static bool is_met(const char *at, const char *end) {
    bool any = false, all = true;
    while (at <= end) {
        const char *stop = at;
        while (stop < end && *stop != '|' && *stop != '&')
            stop++;
        all = all && term_is_met(at, stop);
        if (stop == end || *stop == '|') {
            any = any || all;
            all = true;
        }
        at = stop + 1;
    }
    return any;
}

/* ---- the pass ---- */

/* Whether an open condition will end. Each stretch of the page is searched once. */
static bool will_end(struct pass *p) {
    static const char mark[] = "<![endif]";
    bool known = p->looked && (!p->endif || p->endif >= p->at);
    if (!known) {
        p->looked = p->at;
        p->endif = memmem(p->at, (size_t)(p->end - p->at), mark, sizeof mark - 1);
    }
    return p->endif != NULL;
}

static void begin(struct pass *p, bool met) {
    p->depth++;
    if (!p->unmet && !met && will_end(p))
        p->unmet = p->depth;
}

static void end(struct pass *p) {
    if (p->depth == 0)
        return;
    if (p->unmet == p->depth)
        p->unmet = 0;
    p->depth--;
}

/* "<!--[if x]>", and "<!--[if x]><!-->" that browsers see too; "<![if x]>". One that hides a
 * comment and is not met is that comment, whatever it holds; the parser passes over it. */
static bool try_begin(struct pass *p) {
    static const char hidden[] = "<!--[if", shown[] = "<![if", reveal[] = "<!-->";
    bool comment = follows(p, p->at, hidden);
    if (!comment && !follows(p, p->at, shown))
        return false;
    const char *condition = p->at + (comment ? sizeof hidden : sizeof shown) - 1;
    size_t rest = (size_t)(p->end - condition);
    const char *close = memchr(condition, ']', rest < CONDITION_BYTES ? rest : CONDITION_BYTES);
    if (!close || !follows(p, close, "]>"))
        return false;
    bool met = is_met(condition, close);
    const char *behind = close + strlen("]>");
    if (follows(p, behind, reveal))
        behind += sizeof reveal - 1;
    else if (comment && !met) {
        const char *over = p->unclosed ? NULL : memmem(behind, (size_t)(p->end - behind), "-->", 3);
        p->unclosed = !over;
        if (!over)
            return false;
        p->at = over + 3;
        return true;
    }
    p->at = behind;
    begin(p, met);
    return true;
}

static bool try_end(struct pass *p) {
    static const char *const ends[] = {"<!--<![endif]-->", "<![endif]-->", "<![endif]>"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (follows(p, p->at, ends[i])) {
            end(p);
            p->at += strlen(ends[i]);
            return true;
        }
    return false;
}

static bool is_tag_end(char c) {
    return c == '>' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool try_last_tags(struct pass *p) {
    static const char *const tags[] = {"</body", "</html"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        const char *behind = p->at + strlen(tags[i]);
        if (!follows(p, p->at, tags[i]) || behind >= p->end || !is_tag_end(*behind))
            continue;
        const char *close = memchr(p->at, '>', (size_t)(p->end - p->at));
        p->at = close ? close + 1 : p->end;
        return true;
    }
    return false;
}

void conditional_comments_apply(const char *page, size_t length, struct buffer *out) {
    struct pass pass = {.at = page, .end = page + length, .out = out};
    while (pass.at < pass.end) {
        const char *next = memchr(pass.at, '<', (size_t)(pass.end - pass.at));
        const char *stop = next ? next : pass.end;
        if (!pass.unmet)
            buffer_append(out, pass.at, (size_t)(stop - pass.at));
        pass.at = stop;
        if (!next || try_begin(&pass) || try_end(&pass) || try_last_tags(&pass))
            continue;
        if (!pass.unmet)
            buffer_putc(out, '<');
        pass.at++;
    }
}
