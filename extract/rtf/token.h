/* token: the pieces that RTF is made of. Source: RTF 1.9.1, "RTF Syntax". */
#ifndef CHITIEU_EXTRACT_RTF_TOKEN_H
#define CHITIEU_EXTRACT_RTF_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
    TOKEN_END,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_WORD,   /* \par, \f12 */
    TOKEN_SYMBOL, /* \~ */
    TOKEN_BYTE    /* a character, or \'hh */
};

enum { WORD_BYTES = 33 };

struct token {
    enum token_kind kind;
    char word[WORD_BYTES]; /* cut when longer: no known one is */
    bool has_number;
    int32_t number;
    unsigned char byte; /* of a symbol or character */
};

struct scanner {
    const unsigned char *bytes;
    size_t length, at;
};

/* The next token; line ends of the file and binary data are passed over. */
struct token token_next(struct scanner *scanner);

#endif
