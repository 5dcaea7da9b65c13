#include "normalize/authoring/sample.h"
#include "core/text/utf8.h"

#include <string.h>

/* A header has some 20 letters; a pattern of more than these texts is not worth listing. */
enum { SAMPLE_BYTES = 200, SAMPLES_MAX = 400, STEPS_MAX = 20000, DEPTH_MAX = 40 };

struct sampler {
    void (*tell)(void *context, const char *sample);
    void *context;
    char text[SAMPLE_BYTES];
    size_t length;
    unsigned told, steps;
    bool failed;
};

/* What follows a place in the pattern: the rest of the pattern that a group stands in. */
struct rest {
    const char *at;
    const struct rest *next;
};

static void walk(struct sampler *s, const char *at, const struct rest *rest, unsigned depth);

/* The byte behind the piece that begins at `at`: a letter, an escape, a class or a group. */
static const char *end_of_piece(const char *at) {
    if (*at == '\\' && at[1])
        return at + 1 + utf8_length(at + 1);
    if (*at == '[') {
        at += at[1] == ']' ? 2 : 1;
        while (*at && *at != ']')
            at += *at == '\\' && at[1] ? 2 : 1;
        return *at ? at + 1 : at;
    }
    if (*at != '(')
        return at + utf8_length(at);
    unsigned open = 0;
    while (*at) {
        if (*at == '\\' || *at == '[') {
            at = end_of_piece(at);
            continue;
        }
        open += *at == '(';
        if (*at == ')' && --open == 0)
            return at + 1;
        at++;
    }
    return at;
}

/* The end of the alternative that begins at `at`: its "|", the ")" around it or the end. */
static const char *end_of_alternative(const char *at) {
    while (*at && *at != '|' && *at != ')')
        at = end_of_piece(at);
    return at;
}

static void put(struct sampler *s, const char *text, size_t length) {
    if (s->length + length >= sizeof s->text) {
        s->failed = true;
        return;
    }
    memcpy(s->text + s->length, text, length);
    s->length += length;
}

static void finish(struct sampler *s) {
    s->text[s->length] = '\0';
    s->failed = s->failed || ++s->told > SAMPLES_MAX;
    if (!s->failed)
        s->tell(s->context, s->text);
}

/* A letter that a class or an escape stands for; 0 when it stands for a place, -1 when unknown. */
static int letter_of(const char *piece) {
    static const char *const places = "bBAzZ";
    if (*piece == '.')
        return 'a';
    if (*piece == '[' && piece[1] != '^' && piece[1] != '\\' && (unsigned char)piece[1] < 0x80)
        return piece[1];
    if (*piece == '[' || *piece != '\\')
        return -1;
    if (strchr(places, piece[1]))
        return 0;
    switch (piece[1]) {
    case 'd':
        return '1';
    case 's':
        return ' ';
    case 'w':
        return 'a';
    default:
        return (piece[1] >= 'a' && piece[1] <= 'z') || (piece[1] >= 'A' && piece[1] <= 'Z')
                   ? -1
                   : piece[1];
    }
}

/* Where the inside of a group begins; NULL when it is look-around, which takes no letters. */
static const char *inside(const char *group) {
    if (group[1] != '?')
        return group + 1;
    if (group[2] == ':')
        return group + 3;
    bool named = (group[2] == '<' && group[3] != '=' && group[3] != '!') || group[2] == 'P';
    const char *name_end = named ? strchr(group, '>') : NULL;
    return name_end ? name_end + 1 : NULL;
}

static void one_of_piece(struct sampler *s, const char *piece, const char *behind,
                         const struct rest *rest, unsigned depth) {
    if (*piece == '(') {
        const char *at = inside(piece);
        struct rest after = {behind, rest};
        if (!at) {
            walk(s, behind, rest, depth + 1);
            return;
        }
        for (;; at++) {
            walk(s, at, &after, depth + 1);
            at = end_of_alternative(at);
            if (*at != '|')
                return;
        }
    }
    char letter = 0;
    int known = *piece == '\\' || *piece == '[' || *piece == '.' ? letter_of(piece) : 1;
    s->failed = s->failed || known < 0;
    letter = (char)known;
    bool plain = *piece != '\\' && *piece != '[' && *piece != '.';
    if (plain && *piece != '^' && *piece != '$')
        put(s, piece, utf8_length(piece));
    else if (!plain && letter)
        put(s, &letter, 1);
    walk(s, behind, rest, depth + 1);
}

/* Walks one alternative from `at` on; then what stands behind the group it is in. */
static void walk(struct sampler *s, const char *at, const struct rest *rest, unsigned depth) {
    s->failed = s->failed || ++s->steps > STEPS_MAX || depth > DEPTH_MAX * 8;
    if (s->failed)
        return;
    if (!*at || *at == '|' || *at == ')') {
        if (!rest)
            finish(s);
        else
            walk(s, rest->at, rest->next, depth + 1);
        return;
    }
    const char *end = end_of_piece(at), *behind = end;
    bool none = *end == '?' || *end == '*' || strncmp(end, "{0,", 3) == 0;
    if (*end == '{' && !none) {
        s->failed = true;
        return;
    }
    if (*end && strchr("?*+", *end))
        behind = end + 1;
    else if (none && *end == '{')
        behind = strchr(end, '}') ? strchr(end, '}') + 1 : end + strlen(end);
    behind += behind > end && (*behind == '?' || *behind == '+');
    size_t length = s->length;
    if (none)
        walk(s, behind, rest, depth + 1);
    s->length = length;
    one_of_piece(s, at, behind, rest, depth);
    s->length = length;
}

bool sample_pattern(const char *pattern, void (*tell)(void *context, const char *sample),
                    void *context) {
    struct sampler s = {.tell = tell, .context = context};
    for (const char *at = pattern;; at++) {
        walk(&s, at, NULL, 0);
        at = end_of_alternative(at);
        if (*at != '|')
            return !s.failed && *at == '\0';
    }
}
