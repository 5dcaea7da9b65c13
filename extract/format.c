#include "extract/format.h"
#include "extract/doc/doc.h"
#include "extract/docx/docx.h"
#include "extract/html/html.h"
#include "extract/ole/ole.h"
#include "extract/damage.h"
#include "extract/rtf/rtf.h"
#include "extract/sheetml/sheetml.h"
#include "extract/xls/xls.h"
#include "extract/xlsx/xlsx.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Where a text's first element is looked for: comments and declarations of real files end before.
 */
#define HEAD_BYTES 4096
/* The share of printable bytes that makes a head text. */
#define TEXT_SHARE_MIN 0.95

#define SEND_DOCX " Open it in Word, save it as .docx and send it again."
#define SEND_XLSX " Open it in Excel, save it as .xlsx and send it again."

/* ---- looking at bytes ---- */

static bool begins(const struct format_input *input, const char *magic, size_t length) {
    return input->length >= length && memcmp(input->bytes, magic, length) == 0;
}

static size_t head_length(const struct format_input *input) {
    return input->length < HEAD_BYTES ? input->length : HEAD_BYTES;
}

/* Whether a word is in the head, case folded. */
static bool head_has(const struct format_input *input, const char *word) {
    size_t length = strlen(word), head = head_length(input);
    for (size_t i = 0; i + length <= head; i++)
        if (strncasecmp((const char *)input->bytes + i, word, length) == 0)
            return true;
    return false;
}

static bool is_ole(const struct format_input *input) {
    return begins(input, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

/* The same for formats that are text: a word inside another format's file means
 * nothing. */
static bool text_has(const struct format_input *input, const char *word) {
    bool other =
        input->package || is_ole(input) || begins(input, "{\\rt", 4) || begins(input, "%PDF-", 5);
    return !other && head_has(input, word);
}

static bool is_utf16(const struct format_input *input) {
    return begins(input, "\xFF\xFE", 2) || begins(input, "\xFE\xFF", 2);
}

static bool has_stream(const struct format_input *input, const char *name) {
    return input->ole && ole_has(input->ole, name);
}

static bool has_entry(const struct format_input *input, const char *name) {
    return input->package && package_has(input->package, name);
}

/* ---- bids of formats that are recognised only: the number of bits that were checked ---- */

static unsigned bid_encrypted(const struct format_input *input) {
    return is_ole(input) && has_stream(input, "EncryptedPackage") ? 64 + 256 : 0;
}

static unsigned bid_doc(const struct format_input *input) {
    return is_ole(input) && has_stream(input, "WordDocument") ? 64 + 192 : 0;
}

static unsigned bid_xls(const struct format_input *input) {
    if (is_ole(input))
        return has_stream(input, "Workbook") || has_stream(input, "Book") ? 64 + 64 : 0;
    /* A BIFF file without container begins with BOF (MS-XLS 2.4.21; older versions 0x0009, 0x0209,
     * 0x0409). */
    bool bof = input->length >= 4 && input->bytes[0] == 0x09 && input->bytes[1] <= 0x08 &&
               input->bytes[2] <= 0x10 && input->bytes[3] == 0;
    return bof ? 24 : 0;
}

static unsigned bid_ole(const struct format_input *input) {
    return is_ole(input) ? 64 : 0;
}

static unsigned bid_rtf(const struct format_input *input) {
    return begins(input, "{\\rt", 4) ? 32 : 0;
}

static unsigned bid_pdf(const struct format_input *input) {
    return begins(input, "%PDF-", 5) ? 40 : 0;
}

static unsigned bid_flat_opc(const struct format_input *input) {
    return text_has(input, "schemas.microsoft.com/office/2006/xmlPackage") ? 200 : 0;
}

static unsigned bid_word_xml(const struct format_input *input) {
    return text_has(input, "schemas.microsoft.com/office/word/2003/wordml") ? 200 : 0;
}

static unsigned bid_excel_xml(const struct format_input *input) {
    return text_has(input, "urn:schemas-microsoft-com:office:spreadsheet") &&
                   text_has(input, "<Workbook")
               ? 201
               : 0;
}

static unsigned bid_xlsb(const struct format_input *input) {
    return has_entry(input, "/xl/workbook.bin") ? 128 : 0;
}

static unsigned bid_odf(const struct format_input *input) {
    return has_entry(input, "/META-INF/manifest.xml") && has_entry(input, "/content.xml") ? 128 : 0;
}

/* The first entry of an OpenDocument file is stored and names its kind (ODF 1.2 part 3 §3.3). */
static unsigned bid_ods(const struct format_input *input) {
    return bid_odf(input) && head_has(input, "application/vnd.oasis.opendocument.spreadsheet") ? 256
                                                                                               : 0;
}

static unsigned bid_zip(const struct format_input *input) {
    return input->package ? 16 : 0;
}

/* Whether any entry stands in this folder. */
static bool has_folder(struct package *package, const char *folder) {
    for (size_t i = 0; i < package_entry_count(package); i++)
        if (strncasecmp(package_entry_name(package, i), folder, strlen(folder)) == 0)
            return true;
    return false;
}

static void lacks(const char *part, struct error *error) {
    error_set(error, CODE_PART_MISSING, part,
              "The package lacks this part, so it is damaged." DAMAGE_REMEDY);
}

/* A Word or Excel file that is too damaged to be known by its lists is no archive of other files:
 * the list that is damaged, or the main part that is not there, is what is wrong with it. */
static void refuse_zip(const struct format_input *input, struct error *error) {
    static const struct {
        const char *folder, *main_part;
    } kinds[] = {{"/word/", "/word/document.xml"}, {"/xl/", "/xl/workbook.xml"}};
    const struct error *fault = package_list_fault(input->package);
    if (fault->code != CODE_NONE) {
        *error = *fault;
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has_folder(input->package, kinds[i].folder) && !has_entry(input, kinds[i].main_part))
            lacks(kinds[i].main_part, error);
    const struct relationship *main = package_related(input->package, "/", "officeDocument");
    if (main && !main->external && !package_has(input->package, main->target))
        lacks(main->target, error);
}

static unsigned bid_image(const struct format_input *input) {
    return begins(input, "\x89PNG", 4) || begins(input, "\xFF\xD8\xFF", 3) ||
                   begins(input, "GIF8", 4) || begins(input, "II*\0", 4) ||
                   begins(input, "MM\0*", 4)
               ? 24
               : 0;
}

static unsigned bid_text(const struct format_input *input) {
    if (is_utf16(input))
        return 16;
    size_t printable = 0, head = head_length(input);
    for (size_t i = 0; i < head; i++) {
        unsigned char c = input->bytes[i];
        printable += c >= 0x80 || isprint(c) || isspace(c);
    }
    return (double)printable >= TEXT_SHARE_MIN * (double)head ? 1 : 0;
}

static const struct format formats[] = {
    {.name = "docx", .bid = docx_bid, .read = docx_read},
    {.name = "xlsx", .bid = xlsx_bid, .read = xlsx_read},
    {.name = "encrypted",
     .bid = bid_encrypted,
     .refusal = CODE_ENCRYPTED,
     .remedy = "The file is protected by a password; remove the password and send it again."},
    {.name = "doc", .bid = bid_doc, .read = doc_read},
    {.name = "xls", .bid = bid_xls, .read = xls_read},
    {.name = "ole",
     .bid = bid_ole,
     .refusal = CODE_FORMAT_UNKNOWN,
     .remedy = "This is an old compound file that holds neither a Word document nor an Excel "
               "workbook; ask for the report itself."},
    {.name = "rtf", .bid = bid_rtf, .read = rtf_read},
    {.name = "pdf",
     .bid = bid_pdf,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is a PDF; ask for the Word or Excel file it was made from."},
    {.name = "flat-opc",
     .bid = bid_flat_opc,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is a Word document as one XML file, which is not read yet." SEND_DOCX},
    {.name = "word-xml",
     .bid = bid_word_xml,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is Word 2003 XML, which is not read yet." SEND_DOCX},
    {.name = "spreadsheetml", .bid = bid_excel_xml, .read = sheetml_read},
    {.name = "mhtml", .bid = mhtml_bid, .read = mhtml_read},
    {.name = "html", .bid = html_bid, .read = html_read},
    {.name = "xlsb",
     .bid = bid_xlsb,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is a binary Excel workbook, which is not read." SEND_XLSX},
    {.name = "odf",
     .bid = bid_odf,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is an OpenDocument file, which is not read." SEND_DOCX},
    {.name = "ods",
     .bid = bid_ods,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is an OpenDocument spreadsheet, which is not read." SEND_XLSX},
    {.name = "zip",
     .bid = bid_zip,
     .refusal = CODE_FORMAT_UNKNOWN,
     .refuse = refuse_zip,
     .remedy = "This is a ZIP archive that is no Word or Excel file; unpack it and put the files "
               "into the inbox."},
    {.name = "image",
     .bid = bid_image,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy = "This is a picture; ask for the Word or Excel file."},
    {.name = "text",
     .bid = bid_text,
     .refusal = CODE_FORMAT_UNSUPPORTED,
     .remedy =
         "This is plain text or CSV, which is not read. Open it in Word or Excel, save it as .docx "
         "or .xlsx and send it again."},
};

const struct format *format_choose(const struct format_input *input) {
    const struct format *best = NULL;
    unsigned highest = 0;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        unsigned score = formats[i].bid(input);
        if (score > highest) {
            highest = score;
            best = &formats[i];
        }
    }
    return best;
}

bool format_refuse(const struct format *format, const struct format_input *input,
                   struct error *error) {
    if (format->refuse)
        format->refuse(input, error);
    return error_set(error, format->refusal, "", "%s", format->remedy);
}
