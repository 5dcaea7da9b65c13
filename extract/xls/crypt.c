#include "extract/xls/crypt.h"
#include "extract/xls/globals.h"

#include <nettle/arcfour.h>
#include <nettle/md5.h>
#include <nettle/sha1.h>
#include <string.h>

/* RC4 takes a new key at each such stretch of the stream (bytes). */
enum { BLOCK_BYTES = 1024 };
enum { SALT_BYTES = 16, VERIFIER_BYTES = 16, KEY_BYTES = 16, KEY_40_BYTES = 5 };

/* MS-OFFCRYPTO §2.4.2.3; RC4 takes it as UTF-16. */
static const char password[] = "VelvetSweatshop";
enum { PASSWORD_LENGTH = sizeof password - 1 };

/* How a stream is encrypted: its way of making the bytes to combine with. */
struct cipher {
    void (*block_key)(const struct cipher *cipher, uint32_t block, unsigned char *key);
    unsigned char base[SHA1_DIGEST_SIZE]; /* what the keys of blocks are made from */
    size_t key_bytes;                     /* of a block's key; the rest are zeros */
    unsigned char array[16];              /* of XOR */
};

static void password_utf16(unsigned char out[2 * PASSWORD_LENGTH]) {
    for (size_t i = 0; i < PASSWORD_LENGTH; i++) {
        out[2 * i] = (unsigned char)password[i];
        out[2 * i + 1] = 0;
    }
}

static void put_u32(unsigned char out[4], uint32_t value) {
    for (unsigned i = 0; i < 4; i++)
        out[i] = (unsigned char)(value >> (8 * i));
}

/* ---- RC4 (§2.3.6.2) ---- */

static void md5_of(const unsigned char *bytes, size_t length, unsigned char *digest) {
    struct md5_ctx md5;
    md5_init(&md5);
    md5_update(&md5, length, bytes);
    md5_digest(&md5, MD5_DIGEST_SIZE, digest);
}

static void rc4_block_key(const struct cipher *cipher, uint32_t block, unsigned char *key) {
    unsigned char input[KEY_40_BYTES + 4];
    memcpy(input, cipher->base, KEY_40_BYTES);
    put_u32(input + KEY_40_BYTES, block);
    md5_of(input, sizeof input, key);
}

static void rc4_start(struct cipher *cipher, const unsigned char *salt) {
    enum { ROUNDS = 16, ROUND_BYTES = KEY_40_BYTES + SALT_BYTES };
    unsigned char text[2 * PASSWORD_LENGTH], hash[MD5_DIGEST_SIZE], rounds[ROUNDS * ROUND_BYTES];
    password_utf16(text);
    md5_of(text, sizeof text, hash);
    for (size_t i = 0; i < ROUNDS; i++) {
        memcpy(rounds + i * ROUND_BYTES, hash, KEY_40_BYTES);
        memcpy(rounds + i * ROUND_BYTES + KEY_40_BYTES, salt, SALT_BYTES);
    }
    cipher->block_key = rc4_block_key;
    cipher->key_bytes = KEY_BYTES;
    md5_of(rounds, sizeof rounds, cipher->base);
}

/* ---- RC4 CryptoAPI (§2.3.5.2) ---- */

static void sha1_of(const unsigned char *first, size_t first_length, const unsigned char *second,
                    size_t second_length, unsigned char *digest) {
    struct sha1_ctx sha1;
    sha1_init(&sha1);
    sha1_update(&sha1, first_length, first);
    sha1_update(&sha1, second_length, second);
    sha1_digest(&sha1, SHA1_DIGEST_SIZE, digest);
}

static void api_block_key(const struct cipher *cipher, uint32_t block, unsigned char *key) {
    unsigned char number[4], hash[SHA1_DIGEST_SIZE];
    put_u32(number, block);
    sha1_of(cipher->base, sizeof cipher->base, number, sizeof number, hash);
    memset(key, 0, KEY_BYTES);
    memcpy(key, hash, cipher->key_bytes);
}

static void api_start(struct cipher *cipher, const unsigned char *salt, uint32_t key_bits) {
    unsigned char text[2 * PASSWORD_LENGTH];
    password_utf16(text);
    cipher->block_key = api_block_key;
    cipher->key_bytes = key_bits ? key_bits / 8 : KEY_40_BYTES;
    if (cipher->key_bytes > KEY_BYTES)
        cipher->key_bytes = KEY_BYTES;
    sha1_of(salt, SALT_BYTES, text, sizeof text, cipher->base);
}

/* ---- the password's proof ---- */

/* The key of a block spreads over the stream from its beginning on. */
static void start_block(const struct cipher *cipher, uint32_t block, struct arcfour_ctx *rc4) {
    unsigned char key[KEY_BYTES];
    cipher->block_key(cipher, block, key);
    arcfour_set_key(rc4, KEY_BYTES, key);
}

/* Whether a random number and its hash, encrypted behind one another, belong together. */
static bool is_password_of(const struct cipher *cipher, const unsigned char *verifier,
                           const unsigned char *hash, bool api) {
    unsigned char plain[VERIFIER_BYTES], expected[SHA1_DIGEST_SIZE], own[SHA1_DIGEST_SIZE];
    size_t hash_bytes = api ? SHA1_DIGEST_SIZE : MD5_DIGEST_SIZE;
    struct arcfour_ctx rc4;
    start_block(cipher, 0, &rc4);
    arcfour_crypt(&rc4, sizeof plain, plain, verifier);
    arcfour_crypt(&rc4, hash_bytes, expected, hash);
    if (api)
        sha1_of(plain, sizeof plain, NULL, 0, own);
    else
        md5_of(plain, sizeof plain, own);
    return memcmp(expected, own, hash_bytes) == 0;
}

static uint32_t u32_at(const unsigned char *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* §2.3.6.1: salt, number, hash behind the version. */
static bool open_rc4(struct cipher *cipher, const unsigned char *header, size_t length) {
    enum { VERSION_BYTES = 4, ALL = VERSION_BYTES + SALT_BYTES + VERIFIER_BYTES + MD5_DIGEST_SIZE };
    if (length < ALL)
        return false;
    const unsigned char *salt = header + VERSION_BYTES, *verifier = salt + SALT_BYTES;
    rc4_start(cipher, salt);
    return is_password_of(cipher, verifier, verifier + VERIFIER_BYTES, false);
}

/* §2.3.5.1: version, flags, the length of a header, the header with the key's bits; then the size
 * of the salt, salt, number, the size of the hash, hash. */
static bool open_api(struct cipher *cipher, const unsigned char *header, size_t length) {
    enum { HEADER_AT = 12, KEY_BITS_AT = HEADER_AT + 16, SIZE_BYTES = 4 };
    enum { PROOF = SIZE_BYTES + SALT_BYTES + VERIFIER_BYTES + SIZE_BYTES + SHA1_DIGEST_SIZE };
    if (length < KEY_BITS_AT + 4)
        return false;
    size_t header_length = u32_at(header + 8);
    if (header_length > length - HEADER_AT || length - HEADER_AT - header_length < PROOF)
        return false;
    const unsigned char *salt = header + HEADER_AT + header_length + SIZE_BYTES;
    const unsigned char *verifier = salt + SALT_BYTES;
    api_start(cipher, salt, u32_at(header + KEY_BITS_AT));
    return is_password_of(cipher, verifier, verifier + VERIFIER_BYTES + SIZE_BYTES, true);
}

static unsigned char xor_rotated(unsigned a, unsigned b) {
    unsigned value = (a ^ b) & 0xFF;
    return (unsigned char)(value >> 1 | value << 7);
}

/* §2.3.7.2: the key and the hash of this password; the password's letters and one of padding, each
 * combined with a half of the key. */
static bool open_xor(struct cipher *cipher, const unsigned char *header) {
    enum { KEY = 0xB359, HASH = 0x9A0A, PADDING = 0xBB };
    if (u32_at(header) != ((uint32_t)HASH << 16 | KEY))
        return false;
    for (size_t i = 0; i < sizeof cipher->array; i++)
        cipher->array[i] = xor_rotated(i < PASSWORD_LENGTH ? (unsigned char)password[i] : PADDING,
                                       i % 2 ? KEY >> 8 : KEY & 0xFF);
    return true;
}

/* §2.4.117: Excel 5 has the key and hash only, later ones the kind before them. */
static bool open_cipher(struct cipher *cipher, const unsigned char *data, size_t length) {
    enum { XOR_BYTES = 4, KIND_BYTES = 2, KIND_XOR = 0, MINOR_AT = KIND_BYTES + 2, MINOR_API = 2 };
    if (length == XOR_BYTES)
        return open_xor(cipher, data);
    if (length < KIND_BYTES + XOR_BYTES)
        return false;
    if (data[0] == KIND_XOR)
        return open_xor(cipher, data + KIND_BYTES);
    return data[MINOR_AT] == MINOR_API ? open_api(cipher, data + KIND_BYTES, length - KIND_BYTES)
                                       : open_rc4(cipher, data + KIND_BYTES, length - KIND_BYTES);
}

/* ---- the stream ---- */

/* How many bytes at a record's beginning are plain (MS-XLS §2.2.10). */
static size_t plain_bytes(unsigned type, size_t length) {
    static const struct {
        unsigned type;
        size_t plain;
    } plain[] = {
        {RECORD_BOF, SIZE_MAX},
        {RECORD_FILE_PASS, SIZE_MAX},
        {0x00E1, SIZE_MAX}, /* InterfaceHdr */
        {0x0194, SIZE_MAX}, /* UsrExcl */
        {0x0195, SIZE_MAX}, /* FileLock */
        {0x0196, SIZE_MAX}, /* RRDInfo */
        {0x0138, SIZE_MAX}, /* RRDHead */
        {0x0085, 4},        /* BoundSheet8: the place of its BOF */
    };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (plain[i].type == type)
            return plain[i].plain < length ? plain[i].plain : length;
    return 0;
}

/* The bytes that RC4 gives for the block being read. */
struct keystream {
    const struct cipher *cipher;
    size_t block;
    bool started;
    unsigned char bytes[BLOCK_BYTES];
};

static unsigned char key_byte(struct keystream *stream, size_t at) {
    static const unsigned char zeros[BLOCK_BYTES];
    if (!stream->started || stream->block != at / BLOCK_BYTES) {
        struct arcfour_ctx rc4;
        stream->block = at / BLOCK_BYTES;
        stream->started = true;
        start_block(stream->cipher, (uint32_t)stream->block, &rc4);
        arcfour_crypt(&rc4, BLOCK_BYTES, stream->bytes, zeros);
    }
    return stream->bytes[at % BLOCK_BYTES];
}

/* §2.3.7.3: by XOR the place within the array depends on the record's end. */
static unsigned char xor_plain(const struct cipher *cipher, unsigned char byte, size_t at,
                               size_t length) {
    unsigned value = byte ^ cipher->array[(at + length) % sizeof cipher->array];
    return (unsigned char)(value << 3 | value >> 5);
}

static void decrypt_record(struct keystream *keys, unsigned char *bytes,
                           const struct cursor *record) {
    const struct cipher *cipher = keys->cipher;
    size_t end = record->at + record->left;
    for (size_t at = record->at + plain_bytes(record->type, record->left); at < end; at++)
        bytes[at] = cipher->block_key ? bytes[at] ^ key_byte(keys, at)
                                      : xor_plain(cipher, bytes[at], at, record->left);
}

bool xls_decrypt(unsigned char *bytes, size_t length) {
    const struct stream stream = {bytes, length};
    struct cipher cipher = {.block_key = NULL};
    struct keystream keys = {.cipher = &cipher};
    struct cursor record;
    size_t offset = 0;
    do {
        if (!record_next(&stream, &offset, &record) || record.type == RECORD_EOF)
            return true;
    } while (record.type != RECORD_FILE_PASS);
    if (!open_cipher(&cipher, bytes + record.at, record.left))
        return false;
    while (record_next(&stream, &offset, &record))
        decrypt_record(&keys, bytes, &record);
    return true;
}
