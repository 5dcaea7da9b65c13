#include "extract/rtf/token.h"

#include <ctype.h>
#include <string.h>

static int peek(const struct scanner *s) {
    return s->at < s->length ? s->bytes[s->at] : -1;
}

static int hex(int c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_hex(struct scanner *s, unsigned char *byte) {
    if (s->length - s->at < 2)
        return false;
    int high = hex(s->bytes[s->at]), low = hex(s->bytes[s->at + 1]);
    if (high < 0 || low < 0)
        return false;
    *byte = (unsigned char)(high * 16 + low);
    s->at += 2;
    return true;
}

static void read_number(struct scanner *s, struct token *token) {
    enum { FAR = 100000000 };
    bool negative = peek(s) == '-';
    size_t start = s->at;
    int32_t number = 0;
    s->at += negative;
    while (peek(s) >= '0' && peek(s) <= '9') {
        if (number < FAR)
            number = number * 10 + (s->bytes[s->at] - '0');
        s->at++;
        token->has_number = true;
    }
    if (!token->has_number)
        s->at = start;
    token->number = negative ? -number : number;
}

static struct token read_word(struct scanner *s) {
    struct token token = {.kind = TOKEN_WORD};
    size_t length = 0;
    while (peek(s) >= 0 && isalpha(peek(s)) && peek(s) < 0x80) {
        if (length < WORD_BYTES - 1)
            token.word[length++] = (char)s->bytes[s->at];
        s->at++;
    }
    token.word[length] = '\0';
    read_number(s, &token);
    if (peek(s) == ' ')
        s->at++;
    return token;
}

static void skip_binary(struct scanner *s, int32_t count) {
    size_t left = s->length - s->at;
    if (count > 0)
        s->at += (size_t)count < left ? (size_t)count : left;
}

static struct token read_control(struct scanner *s) {
    int c = peek(s);
    struct token token = {.kind = TOKEN_SYMBOL};
    if (c < 0)
        return (struct token){.kind = TOKEN_END};
    if (c < 0x80 && isalpha(c))
        return read_word(s);
    s->at++;
    token.byte = (unsigned char)c;
    if (c == '\'' && read_hex(s, &token.byte))
        token.kind = TOKEN_BYTE;
    return token;
}

struct token token_next(struct scanner *s) {
    while (s->at < s->length) {
        unsigned char c = s->bytes[s->at++];
        if (c == '\r' || c == '\n' || c == '\0')
            continue;
        if (c == '{' || c == '}')
            return (struct token){.kind = c == '{' ? TOKEN_OPEN : TOKEN_CLOSE};
        if (c != '\\')
            return (struct token){.kind = TOKEN_BYTE, .byte = c};
        struct token token = read_control(s);
        if (token.kind != TOKEN_WORD || strcmp(token.word, "bin") != 0)
            return token;
        skip_binary(s, token.number);
    }
    return (struct token){.kind = TOKEN_END};
}
