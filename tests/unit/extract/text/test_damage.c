/* damage: Vietnamese text spoilt here as programs spoil it, by a table of Windows-1252 of its own
 * (unicode.org, CP1252.TXT), and text that must stay as it is. */
#include "core/buffer.h"
#include "core/text/utf8.h"
#include "extract/text/damage.h"
#include "extract/text/decoder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_BYTES = 4096, ARENA_BYTES = 1 << 20 };

static const uint16_t c1[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* What becomes of the bytes that Windows-1252 leaves open. */
enum open { AS_C1, LOST };

/* The text with each byte of its UTF-8 taken for a character. */
static void misread(const char *text, enum open open, char out[TEXT_BYTES]) {
    struct buffer buffer;
    buffer_init(&buffer, TEXT_BYTES - 1);
    for (; *text; text++) {
        unsigned byte = (unsigned char)*text;
        unsigned shown = byte >= 0x80 && byte < 0xA0 ? c1[byte - 0x80] : byte;
        buffer_put_code_point(&buffer, shown ? shown : open == LOST ? 0xFFFD : byte);
    }
    assert_false(buffer.failed);
    strcpy(out, buffer_text(&buffer));
    buffer_free(&buffer);
}

/* All letters outside ASCII as references. */
static void escape(const char *text, const char *format, char out[TEXT_BYTES]) {
    for (*out = '\0'; *text;) {
        uint32_t letter = utf8_next(&text);
        size_t used = strlen(out);
        snprintf(out + used, TEXT_BYTES - used, letter < 0x80 ? "%c" : format, (int)letter);
    }
}

/* `meant` NULL: it stays. */
static void expect(const char *text, unsigned long known, const char *meant, enum encoding encoding,
                   unsigned words, unsigned valid) {
    struct arena *arena = arena_new(ARENA_BYTES);
    struct legacy_reading reading;
    assert_true(damage_undo(text, known, arena, &reading));
    if (!meant && reading.text)
        fail_msg("\"%s\" became \"%s\"", text, reading.text);
    if (meant && (!reading.text || strcmp(reading.text, meant) != 0))
        fail_msg("\"%s\" became \"%s\"", text, reading.text ? reading.text : "nothing");
    assert_int_equal(reading.encoding, encoding);
    assert_int_equal(reading.words, words);
    assert_int_equal(reading.valid, valid);
    arena_free(arena);
}

static void stays(const char *text) {
    expect(text, 0, NULL, ENCODING_UNICODE, 0, 0);
}

/* The words that have a letter outside ASCII, and how many of these are syllables. */
static const struct {
    const char *text;
    unsigned words, valid;
} texts[] = {
    {"Kế hoạch", 2, 2},
    {"Số văn bản đã ban hành", 5, 5},         /* its à holds a no-break space */
    {"đơn vị tính", 3, 3},                    /* its í a soft hyphen */
    {"Điều kiện “tốt” – Ủy ban; ÁP Ý", 5, 5}, /* bytes that are open; "Ý" is one letter */
    {"ĐƠN VỊ THỰC HIỆN", 4, 4},
    {"huyện Krông Bông, buôn Đlây", 5, 3},
};

static void utf8_that_was_misread(void **state) {
    (void)state;
    char once[TEXT_BYTES], twice[TEXT_BYTES], escaped[TEXT_BYTES];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        misread(texts[i].text, AS_C1, once);
        expect(once, 0, texts[i].text, ENCODING_MISREAD, texts[i].words, texts[i].valid);
        misread(once, AS_C1, twice);
        expect(twice, 0, texts[i].text, ENCODING_MISREAD, texts[i].words, texts[i].valid);
        escape(once, "&#%d;", escaped);
        if (!strstr(escaped, "&#144;")) /* no page refers to a control */
            expect(escaped, 0, texts[i].text, ENCODING_MISREAD, texts[i].words, texts[i].valid);
    }
    /* Windows-1258 has Ă where Windows-1252 has Ã. */
    expect("\u00C4\u2018\u0102\u00A3 ban h\u0102\u00A0nh", 0, "đã ban hành", ENCODING_MISREAD, 2,
           2);
}

static void entities(void **state) {
    (void)state;
    char escaped[TEXT_BYTES], twice[TEXT_BYTES] = "";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        escape(texts[i].text, "&#%d;", escaped);
        expect(escaped, 0, texts[i].text, ENCODING_ENTITIES, texts[i].words, texts[i].valid);
        escape(texts[i].text, "&#x%X;", escaped);
        expect(escaped, 0, texts[i].text, ENCODING_ENTITIES, texts[i].words, texts[i].valid);
        escape(texts[i].text, "&amp;#%d;", twice);
        expect(twice, 0, texts[i].text, ENCODING_ENTITIES, texts[i].words, texts[i].valid);
    }
    expect("B&Aacute;O C&Aacute;O &amp; s&oacute; li&ecirc;n &#50;", 0, "BÁO CÁO & só liên &#50;",
           ENCODING_ENTITIES, 4, 4);
    /* tones of their own, as programs of Windows-1258 write them */
    expect("K&#234;&#769; hoa&#803;ch", 0, "Kê\u0301 hoa\u0323ch", ENCODING_ENTITIES, 2, 2);
    expect("kế ho&#7841;ch, s&#7889; ph&#243;", 0, "kế hoạch, số phó", ENCODING_ENTITIES, 3, 3);
}

/* Of a lost byte stays what is certain. */
static void lost_bytes(void **state) {
    (void)state;
    static const struct {
        const char *text, *meant;
        unsigned words, valid;
    } cases[] = {
        {"Đơn vị, người, Điều", "Đơn vị, người, Điều", 4, 4},
        {"ĐVSNCL thuộc tỉnh", "ĐVSNCL thuộc tỉnh", 3, 2}, /* no other letter begins so */
        {"Về kế hoạch", "V\uFFFD kế hoạch", 2, 2}, /* vọ, vỏ and vờ are words as well */
        {"BÁO CÁO", "BÁO CÁO", 2, 2},              /* there is no bío and no býo */
        {"Ý kiến, kế hoạch", "\uFFFD kiến, kế hoạch", 3, 3},
    };
    char spoilt[TEXT_BYTES];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        misread(cases[i].text, LOST, spoilt);
        expect(spoilt, 0, cases[i].meant, ENCODING_MISREAD, cases[i].words, cases[i].valid);
    }
}

/* One word is evidence in a document that is full of them. */
static void one_word(void **state) {
    (void)state;
    char spoilt[TEXT_BYTES];
    misread("Số: 12", AS_C1, spoilt);
    stays(spoilt);
    expect(spoilt, 7, NULL, ENCODING_UNICODE, 0, 0);
    expect(spoilt, 8, "Số: 12", ENCODING_MISREAD, 1, 1);
    stays("C&oacute; = 1");
    expect("C&oacute; = 1", 8, "Có = 1", ENCODING_ENTITIES, 1, 1);
    expect("12&nbsp;", 100, NULL, ENCODING_UNICODE, 0, 0);
    expect("XÃ\u00A0HỘI, thị “XÃ”", 100, NULL, ENCODING_UNICODE, 0, 0);
}

static void what_is_meant_so_stays(void **state) {
    (void)state;
    stays("");
    stays("AT&T; R&D; a && b; &lt; 50; &amp;lt; x &nbsp; y");
    stays("&agrave; &egrave; &igrave; &#7889;");                       /* a list of them */
    stays("Trong HTML, “à” là &agrave; và “số” là s&#7889;");          /* one word */
    stays("caf&eacute; cr&egrave;me br&ucirc;l&eacute;e, S&atilde;o"); /* other languages */
    stays("Kế hoạch &#99999999; &#xD800; &#x110000; &unknown; &#; &#x;");
    stays("HUYỆN ‘A RÃ’ VÀ “THỊ XÃ”, “XÃ”\u00A0– XÃ\u00A0HỘI");
    stays("«á», «à» … é» ÂÊÔ» 12° m² Ý·Ó¼");
    stays("Căn cứ Nghị định số 30/2020/NĐ-CP – “Về công tác văn thư”;");
}

/* ---- a document ---- */

struct heard {
    unsigned decoded;
    char warning[256];
};

static void count(void *context, const struct event *event) {
    ((struct heard *)context)->decoded += event->code == CODE_TEXT_DECODED;
}

static void keep_warning(void *context, const char *message) {
    struct heard *heard = context;
    snprintf(heard->warning, sizeof heard->warning, "%s", message);
}

static const char *decode(struct decoder *decoder, const char *font, const char *text) {
    const struct text_span span = {.end = strlen(text), .font = font_of_name(font)};
    static char shown[TEXT_BYTES];
    struct decoded decoded;
    assert_true(decoder_text(decoder, text, &span, 1, &decoded));
    snprintf(shown, sizeof shown, "%s", decoded.text);
    decoder_report(decoder, "p1", text, &decoded);
    return shown;
}

static void a_document_is_known_by_its_words(void **state) {
    (void)state;
    struct heard heard = {0};
    const struct event_sink sink = {.emit = count, .context = &heard};
    struct limits limits = limits_default();
    struct decoder *decoder = decoder_new(&limits, &sink);
    char label[TEXT_BYTES], unit[TEXT_BYTES];
    misread("Số văn bản chỉ đạo đã ban hành của tỉnh", AS_C1, label);
    misread("Tỉnh", AS_C1, unit);
    assert_string_equal(decode(decoder, "Arial", unit), unit);
    assert_string_equal(decode(decoder, "Arial", label), "Số văn bản chỉ đạo đã ban hành của tỉnh");
    assert_string_equal(decode(decoder, "Arial", unit), "Tỉnh");
    assert_string_equal(decode(decoder, ".VnTime", "TØnh §¾k L¾k"), "Tỉnh Đắk Lắk");
    assert_int_equal(heard.decoded, 3);
    decoder_summarize(decoder, keep_warning, &heard);
    assert_string_equal(heard.warning, "2 paragraphs and cells were in misread-utf8 and were "
                                       "decoded.");
    decoder_keep_raw(decoder);
    assert_string_equal(decode(decoder, "Arial", label), label);
    decoder_free(decoder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_that_was_misread),
        cmocka_unit_test(entities),
        cmocka_unit_test(lost_bytes),
        cmocka_unit_test(one_word),
        cmocka_unit_test(what_is_meant_so_stays),
        cmocka_unit_test(a_document_is_known_by_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
