"""The guide to the fund as a PDF of one page, written by hand: the same bytes every time."""

from hashlib import sha1

TITLE = "Vejledning til ansøgning om § 18-midler"
FILE_NAME = "vejledning-paragraf-18.pdf"
LINES = (
    "Puljen støtter idéer, hvor frivillige og kommunen gør noget sammen, som ingen af dem kan alene.",
    "",
    "Før I søger",
    "Tal med den del af kommunen, I vil samarbejde med.",
    "Aftal, hvem der gør hvad, og hvem der svarer, når noget går galt.",
    "",
    "I ansøgningen",
    "Skriv, hvad I vil, sammen med hvem, hvad det koster, og hvordan man kan se, at det lykkedes.",
    "Søg om højst 40.000 kr. Skriv aldrig personnumre.",
    "",
    "Forsikring af frivillige",
    "Frivillige, der løser en opgave efter aftale med kommunen, er som regel omfattet af dens forsikring.",
    "I en forening er det foreningen, der sørger for forsikringen. Puljen kan give tilskud til den.",
    "Spørg, før I begynder: Hvem er dækket, hvornår, og gælder det også på vej til og fra?",
    "",
    "Bagefter",
    "Send et kort regnskab og et par linjer om, hvad I lærte.",
)


def leaflet() -> bytes:
    """The file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (da) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /Text 5 0 R /Heading 6 0 R >> >> >>",
        _stream(_page()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        b"<< /Title (" + _text(TITLE) + b") >>",
    ]
    file, places = b"%PDF-1.4\n%\xe6\xf8\xe5\xc6\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(file))
    )


def file_hash() -> str:
    """By which Wagtail knows the file again."""
    return sha1(leaflet(), usedforsecurity=False).hexdigest()


def _page() -> bytes:
    """A heading, then the lines; a line after an empty one is a small heading."""
    written = [b"BT /Heading 18 Tf 22 TL 56 770 Td (" + _text(TITLE) + b") Tj T*"]
    before = "first"
    for line in LINES:
        font = b"/Heading 11" if not before else b"/Text 10"
        written.append(font + b" Tf 16 TL T* (" + _text(line) + b") Tj")
        before = line
    return b"\n".join([*written, b"ET"])


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content)


def _text(words: str) -> bytes:
    """Words as a PDF string in Windows' Latin letters."""
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
