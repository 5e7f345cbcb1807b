"""Why a file is set aside (隔离), said in both languages and with what to do about it."""

from data.text import Text

REASON_CLASSES = frozenset(
    {"corrupt", "encrypted", "empty", "not_office", "unsafe_archive", "zip_bomb", "no_known_table", "unsupported"}
)
"""The kinds of reason for which a file is quarantined."""


class Quarantine(Exception):
    """A file that is set aside: ``reason_class`` sorts it, ``reason`` says what is wrong and what to do."""

    def __init__(self, reason_class: str, reason: Text) -> None:
        """Remember class and reason; ValueError for a class that is not known."""
        if reason_class not in REASON_CLASSES:
            raise ValueError(f"unknown class of quarantine: {reason_class}")
        super().__init__(reason.en)
        self.reason_class = reason_class
        self.reason = reason


def corrupt() -> Quarantine:
    """Return the reason for a file that is damaged or is not what its ending says."""
    return Quarantine(
        "corrupt",
        Text(
            zh="文件已损坏、不完整或并非表格文件，无法打开。请用 Excel 或 WPS 打开原件，另存为 .xlsx 后重新报送。",
            en="The file is damaged, incomplete or no spreadsheet, and cannot be opened. "
            "Open the original in Excel or WPS, save it as .xlsx and send it again.",
        ),
    )


def encrypted() -> Quarantine:
    """Return the reason for a file that opens only with a password."""
    return Quarantine(
        "encrypted",
        Text(
            zh="文件设有打开密码。请取消密码后重新报送。",
            en="The file is protected by a password. Remove the password and send it again.",
        ),
    )


def empty() -> Quarantine:
    """Return the reason for a file without any content."""
    return Quarantine(
        "empty",
        Text(
            zh="文件是空的。请核对是否选错文件或导出失败，填好后重新报送。",
            en="The file is empty. Check whether the wrong file was chosen or an export failed, and send it again.",
        ),
    )


def not_a_spreadsheet(what: Text) -> Quarantine:
    """Return the reason for a file whose content is that of another kind, named by ``what``."""
    return Quarantine(
        "not_office",
        Text(
            zh=f"文件内容是{what.zh}，不是表格。请把表格另存为 .xlsx 后重新报送。",
            en=f"The content is {what.en}, not a spreadsheet. Save the table as .xlsx and send it again.",
        ),
    )


def unsafe_archive() -> Quarantine:
    """Return the reason for an archive whose members would be written outside of its folder."""
    return Quarantine(
        "unsafe_archive",
        Text(
            zh="压缩包内的文件路径指向包外，可能有害，整个压缩包未读取。请直接报送其中的表格，或重新压缩。",
            en="A path in the archive leads out of it, which may be harmful; nothing of it was read. "
            "Send the tables themselves or pack them again.",
        ),
    )


def zip_bomb() -> Quarantine:
    """Return the reason for an archive or workbook that unpacks to far too much."""
    return Quarantine(
        "zip_bomb",
        Text(
            zh="文件解压后过大，可能有害，未读取。请拆分为几个较小的文件，并删除表格远处多余的单元格后重新报送。",
            en="The file unpacks to far too much, which may be harmful; it was not read. "
            "Split it into smaller files, delete stray cells far from the table, and send it again.",
        ),
    )


def unsupported(what: Text) -> Quarantine:
    """Return the reason for a kind of file that is not read, named by ``what``."""
    return Quarantine(
        "unsupported",
        Text(
            zh=f"不读取{what.zh}。请报送 .xlsx、.xls、.csv 文件或由其组成的 .zip 压缩包。",
            en=f"{what.en} is not read. Send .xlsx, .xls or .csv files, or a .zip of such files.",
        ),
    )


def no_known_table() -> Quarantine:
    """Return the reason for a readable file in which no table is one of the known registers."""
    return Quarantine(
        "no_known_table",
        Text(
            zh="未找到可识别的台账：没有一行表头含有某类台账的全部必填列。请对照模板核对列名后重新报送。",
            en="No known register was found: no header row holds all required columns of one. "
            "Compare the column names with the template and send the file again.",
        ),
    )
