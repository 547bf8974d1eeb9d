"""What an import says, in English."""

from __future__ import annotations

from tracker.words.ledger import LedgerWords, MappingWords, NotesAsk, NoteWords, ProblemWords
from tracker.words.reasons import Says

WORDS = LedgerWords(
    joint="; ",
    comma=", ",
    rows=" (rows {rows})",
    over="{rows}",
    over_none="none",
    empty="empty",
    about="{name}: {line}",
    problem=ProblemWords(
        no_such_date=Says("there is no such day as “{value}”", "check the month and the day"),
        not_a_date=Says("“{value}” is not a day", "write 2023-06-18, 2023.6.18 or 2023年6月18日, or leave it empty"),
        not_a_date_no_year=Says("“{value}” names no year",
                                "add it, as in 2023年第三季度 (or 2023Q3); or name it in the header or the title"),
        not_a_date_which_year=Says("“{value}” names no year, and no other day of its row is of the title's {year}",
                                   "add its year, as in {year}年底"),
        not_a_date_empty=Says("the receipt has no day", "fill in the day the money arrived"),
        future_date=Says("{value} is after today ({today})",
                            "give a day that has happened; plans have other columns"),
        future_date_older=Says("{value} is after the day this ledger is of ({today}), and had not come then",
                               "check it, and the day of the ledger (--known-on); plans have other columns"),
        order=Says("{value} does not fit the other stages of the project ({days})", "check this day"),
        order_office=Says("{value} does not fit the stages the office has on record ({days})",
                             "check this day; put ours right with correct first if it is ours"),
        order_blocker=Says("{value} is before it was raised on {raised}", "check both days"),
        gap=Says("a later stage has a day and {stage} has none",
                    "fill it in; if nobody knows it, import with --accept gap"),
        not_an_amount=Says("“{value}” is not an amount", "write 5.2亿元 or 52000万元, above zero"),
        not_an_amount_empty=Says("the receipt has no amount", "fill in what arrived, such as 951万元"),
        not_a_date_result=Says("no day or period", "write it, such as 2023年, 2023年上半年 or 2023年6月"),
        not_a_date_period=Says("“{value}” is a day; output and tax are of a period",
                               "write a period such as 2023年6月, 2023年第二季度 or 2023年"),
        not_an_amount_result=Says("no amount", "write that of the period, such as 3000万元, and never a sum so far"),
        unknown_result=Says("“{value}” is no result that is known",
            'write one of {names}; or say in the mapping file, below [values.result], which one it is: '
            '{value_quoted} = "{first}", or "skip" to leave it out'),
        result_twice=Says("{result} {period} is {other} in {sheet} {cell}, and {value} here",
                          "check both and make them agree; where they are two, say in the remarks what each is"),
        not_a_share=Says("“{value}” is no share in percent", "write it like 60%, above 0 and up to 100%; or nothing"),
        not_a_share_part=Says("the part “{value}” is more than the receipt, or in another currency",
                              "check both amounts"),
        unknown_unit=Says("“{value}” has no unit that can be told",
                             "add one to the cell, the unit column or the header, such as 万元, 亿元 or 万美元"),
        not_an_amount_unexplained=Says("the receipt “{value}” is below zero, and nothing says why",
                                       "write into the remarks why the money went back, or mend the sign"),
        not_an_amount_range=Says('“{value}” is a range, not an amount',
            'write one figure, such as 约1.2亿元, and the range into the remarks'),
        not_an_amount_several=Says('“{value}” has more than one amount, and which one counts is not said',
            'leave the total; write a part as 1.2亿元（其中设备5000万）'),
        not_an_amount_undecided=Says('“{value}” is no amount',
            'leave the cell empty until it is settled'),
        unknown_unit_header=Says('the header “{header}” names two units ({units}), and which one “{value}” is in is '
                                 'not said',
            'write it into the cell, or settle the column below [units] in the mapping: {header_quoted} = "{first}", '
            'or = "by_origin" (yuan for money from inside, the other for foreign)'),
        not_a_date_serial=Says('{value} is the number {number} shown as a day',
            'make the cell text and write the day, or the year alone'),
        credit_code_number=Says('the code “{value}” was turned into a number by the spreadsheet and has lost its last '
                                'digits',
            'make the column text and type the 18 characters again'),
        unknown_indicator=Says('unknown indicator “{value}”',
            'say which one it is below [targets.indicators] in the mapping: {value_quoted} = "{first}" (one of '
            '{choices}), or "skip" to leave it out'),
        not_a_count=Says("the target “{value}” is no number", "write one number, such as 22 or 不少于22"),
        not_a_count_people=Says("“{value}” is no number of people", "write a whole number, such as 120 or 120人; "
                                                                    "their unit is 人"),
        wrong_unit=Says("“{value}” cannot be the unit of the indicator “{label}”",
                        "check the unit, or which indicator the row means"),
        duplicate_target=Says(
            "“{value}” is the same indicator of the same year as “{label}” in row {first} of {sheet}; only one can be "
            "kept",
            'delete one of the rows, or say in the mapping which one each is; "skip" leaves one out'),
        unknown_origin=Says("unknown origin “{value}”", "write 境内省外, 域外省内, 外资 or 本地"),
        credit_code=Says("“{value}” is not a valid credit code", "compare the 18 characters with the licence"),
        name_is_label=Says("“{value}” is the label of a field and no project: below the table a card seems to begin",
                           "write the project as a row of the table, or move the card to a sheet of its own"),
        no_name=Says("the project has no name", "fill in the name"),
        no_name_orphan=Says("the project has no name; “{orphan}” in another sheet is most likely this row",
                               "fill in the name"),
        no_name_whose=Says("the row does not say whose it is", "fill in the project's name"),
        duplicate_project_name=Says("“{value}” is also in row {first} of {sheet}",
                                       "join the rows, or tell the two apart by name"),
        duplicate_project_code=Says("code “{value}” is also in row {first} of {sheet}",
                                       "give each project a code of its own"),
        duplicate_project_name_orphan=Says(
            "“{value}” is also in row {first} of {sheet}; “{orphan}” in another sheet is most likely this row",
            "check the name"),
        duplicate_project_code_orphan=Says(
            "code “{value}” is also in row {first} of {sheet}; “{orphan}” in another sheet is most likely this row",
            "check code and name"),
        duplicate_project_code_is_name=Says("the code “{value}” is the name of another project",
                                            "choose another: both find a project"),
        duplicate_project_name_is_code=Says("the name “{value}” is the code of another project here",
                                            "choose another name"),
        duplicate_project_office=Says("the new name “{value}” is that of another project ({code})",
                                         "check code and name"),
        error_cell=Says("the cell holds the formula error {value}", "mend the formula, or type the value"),
        error_cell_no_value=Says("the file holds no result of this formula",
                                 "open it in a spreadsheet program, recalculate and save, or type the value"),
        nothing_above=Says("“{value}” stands below an empty cell: nobody can tell what it repeats", "type the value"),
        contradiction=Says("{field} of \"{name}\" is {value} here and {other} in {sheet} {cell}",
                           "make both agree; tell two projects apart by name; or leave one of the sheets out with "
                           "--sheet"),
        unknown_project=Says("there is no project “{value}”",
                                "use the name in the projects sheet, or add the project there"),
        unknown_project_near=Says("there is no project “{value}”; the nearest is “{near}”",
                                     "use the name in the projects sheet"),
        duplicate_receipt=Says("same project, day and amount as row {first} of {sheet}",
                                  'delete it, or tell the two apart by a voucher number or a note, or write below '
                                  '[receipts.equal] in the mapping: {key_quoted} = "all"; "one" where it was written '
                                  'down twice'),
        overdrawn=Says("“{value}”: {amount} went back by {day}, and only {received} had arrived in that currency from "
                       "that origin", "check amount, day, currency and origin; put in receipts that are missing"),
        unreadable_missing=Says("there is no file “{value}”", "check its name and folder"),
        unreadable_folder=Says("“{value}” is a folder, not a file", "name the ledger in it: {value}/ledger.xlsx"),
        unreadable_not_a_file=Says("“{value}” is a pipe or a device, not a file",
                                   "choose a ledger file (.xlsx, .xls, .ods, .csv)"),
        unreadable_denied=Says("“{value}” cannot be opened", "check its permissions, close it elsewhere"),
        unreadable_broken=Says("“{value}” is not a workbook, or it is damaged", "open it and save it as .xlsx"),
        unreadable_password=Says("“{value}” has a password", "take it off first"),
        unreadable_limits=Says("“{value}” cannot be read to its end: far more than a ledger, or damaged",
                                  "delete empty rows and columns and save it again"),
        unreadable_memory=Says("“{value}” needs too much memory", "delete empty rows and columns and save it again"),
        unreadable_no_table=Says("“{value}” has no table of projects, receipts, blockers or targets that is known",
                                    "a header needs 项目名称 and others; name unusual ones with --mapping"),
        unreadable_file_bytes=Says("“{value}” is too large: {found} bytes of {limit}", "split it"),
        unreadable_unpacked_bytes=Says("“{value}” unpacks to {found} bytes of {limit}", "split it"),
        unreadable_entries=Says("“{value}” has too many parts: {found} of {limit}", "save it as .xlsx again"),
        unreadable_ratio=Says("“{value}” is packed {found} to 1, no ledger is over {limit}",
                                 "open it and save it as .xlsx"),
        unreadable_rows=Says("a sheet of “{value}” has {found} rows of {limit}", "delete rows or split it"),
        unreadable_columns=Says("a sheet of “{value}” has {found} columns of {limit}", "delete empty columns"),
        unreadable_merges=Says("“{value}” has {found} merged ranges of {limit}", "unmerge them first"),
        unreadable_open_quote=Says("row {found} of “{value}” has a quotation mark without its pair: it swallows rows",
                                   "add or delete the mark in that row; export a cut-off file again"),
        unreadable_damaged=Says("“{value}” is damaged: parts are missing or their checksums wrong, so no figure"
                                " in it can be trusted",
                                "find a whole copy or ask for it again"),
        unreadable_binary=Says("“{value}” is a binary workbook (.xlsb)", "open it and save it as .xlsx"),
        unreadable_document=Says("“{value}” is a document (Word, PDF), not a workbook",
                                 "paste its table into a workbook and save that as .xlsx"),
        unreadable_own_list=Says("“{value}” is a list out of the program and no ledger: it was not read",
                                 "to change its data in a spreadsheet write the book with sanxin export"),
        unreadable_web_archive=Says("“{value}” is a web page in one file (.mht)", "open it and save it as .xlsx"),
        unreadable_big5=Says("“{value}” is a text in Big5, the encoding of traditional Chinese",
                             "open it as Big5 and save it as .xlsx"),
        unreadable_nothing=Says("“{value}” can be opened and nothing is in it",
                                "check that it is the file you meant"),
        unreadable_sheets=Says("“{value}” has {found} sheets of {limit}", "delete some or split it"),
        unreadable_cells=Says("all sheets of “{value}” have {found} cells of {limit}",
                              "delete rows and columns or split it"),
        unreadable_empty=Says("“{value}” is spread too far: {found} empty cells between the filled ones, of {limit}",
                              "find what stands far away (Ctrl+End), delete those rows and columns, save it again"),
        unreadable_text=Says("a row of “{value}” has {found} characters of {limit}",
                             "move the longest texts elsewhere"),
        unreadable_text_bytes=Says("the texts of “{value}” have {found} bytes of {limit}",
                                   "delete long texts that are repeated, or split it"),
        unreadable_row_bytes=Says("a row of “{value}” has {found} bytes of {limit}",
                                  "move the longest texts elsewhere"),
        unreadable_merged_cells=Says("merged cells of “{value}” overlap", "open it, unmerge them and save it again"),
        unreadable_depth=Says("“{value}” is nested {found} deep, of {limit}: no ledger is",
                              "open it and save it as .xlsx"),
    ),
    note=NoteWords(
        sheet_unknown="sheet “{sheet}” was not read: neither projects, receipts, results, blockers nor targets",
        sheet_lacks="sheet “{sheet}” was not read: it looks like {kind}, but lacks one of these columns: {fields}",
        table_unknown="sheet “{sheet}” has another table, of which the header says of no kind that it is one; what "
                      "stands below it was not read: put it on a sheet of its own, or name its columns as the program "
                      "knows them{rows}",
        card_cells_skipped="sheet “{sheet}” is a card of a project; texts that stand at no label were not read{rows}",
        sheet_names_alone="sheet “{sheet}” was not read: it has names of projects and no other column that is known; "
                          "to import it, add two at least, such as investor, amount, park or day of signing; a list of "
                          "another office is held against ours with sanxin reconcile",
        sheet_cards_unclear="sheet “{sheet}” was not read: it looks like cards of projects, but not which label "
                            "belongs to which project: one has no name, two have the same, or cards beside or below "
                            "each other have other labels; put each on a sheet of its own, or make it a list with a "
                            "row for each",
        sheet_hidden="hidden sheet “{sheet}” was not read",
        sheet_own_list='sheet "{sheet}" is a list out of the program and no ledger: it was not read',
        sheet_skipped="sheet “{sheet}” was left out, as asked",
        columns_kept="columns of “{sheet}” nobody knows, kept as notes: {headers}",
        columns_unread="columns of “{sheet}” that were not read: {headers}",
        stages_without_column="“{sheet}” has no column for {stages}; projects past them get an unknown day",
        origin_unclear="“{value}” does not say inside or outside the province; no origin, no figure counts it{rows}",
        origin_borders="“{value}” is a place, and the ruleset does not say which province the office lies in "
                       "([origins]): "
                       "no origin was taken, and no figure counts it{rows}",
        list_unclear="on one of the top 500 lists, which one is not said{rows}",
        yes_unclear="“{value}” in “{header}” is neither yes nor no and was left out{rows}",
        row_skipped="remarks outside the table of “{sheet}”, and rows without contents, were not read{rows}",
        row_left_out="rows of “{sheet}” were left out as asked{rows}",
        mapping_learned="read by {count} decisions this office made for books like this (“{file}”, {who} {day}); take "
                        "them back under “headers” on the import screen, or with sanxin mapping drop {key}",
        row_continues="rows of “{sheet}” without a name go on with the project above, and what they say "
                      "is kept with it; where one is another project, fill in its name{rows}",
        text_cut="{count} texts are over {limit} characters; only their beginnings are kept, and end with …: {texts}",
        gap_accepted="{stage} without a day: recorded as unknown{rows}",
        blocker_empty="rows of “{sheet}” that name no blocker were not read{rows}",
        due_before_raised="due before it was raised in “{sheet}”{rows}",
        state_contradicts="“{sheet}” has a closing day and an open state: the day counts{rows}",
        second_investor="more than one investor: “{first}” counts, “{second}” of “{header}” is a note{rows}",
        second_amount="two amounts in one row of “{sheet}”: the first counts, that of “{header}” is a note{rows}",
        stages_unread="“{header}” in “{sheet}” seems to hold stages; it was kept as a note: say which column it is",
        closed_in_words="“{value}” in “{header}” is read as closed or dealt with, day: {day}{rows}",
        closed_against_state="“{value}” in “{header}” sounds closed, but another column says no: taken as open{rows}",
        state_unclear="unknown state “{value}” in “{sheet}”, taken as open{rows}",
        indicator_unknown="indicator “{value}” was left out, as asked{rows}",
        withdrawn="amounts below zero in “{sheet}” are money that went back{rows}",
        perhaps_withdrawn="“{sheet}” speaks of money returned, but the amount is above zero: read as a receipt; write "
                          "what went back below zero{rows}",
        above_contract="receipts of “{name}” add up to {total}, above the contract's {contract}",
        alike="“{name}” and “{other}” are much alike, both of {investor}: are they one project?",
        phase_unknown="there is no first phase “{value}”; not linked{rows}",
        phase_loop="as a later phase of “{value}” a project would be one of itself; not linked{rows}",
        office_kept="“{name}” was put right here and the ledger still has the old value: ours stands{rows}",
        projects_missing="{count} projects are here and not in the ledger, left as they are: {names}",
        receipt_void="this receipt of “{name}” was made void here and stays so{rows}",
        receipts_missing="{count} receipts of “{name}” imported before are not in the ledger, left as they are",
        unmet="{count} projects at {stage} {what}: {names}",
        perhaps_renamed="“{name}” may be “{other}” under a new name (the same investor “{investor}”, the same day or "
                        "amount, and "
                        "“{other}” is no longer in the ledger){rows}",
        emptied="“{field}” is empty in the ledger and not here for {count} projects, left as they are: {names}",
        ditto='"ditto" on sheet "{sheet}" was read as the cell above{rows}',
        amount_merged='{value} under "{header}" on sheet "{sheet}" is merged over {count} rows and counts for the '
                      'project '
                      'of the first only; where each has its own, unmerge and fill them in{rows}',
        sections='section rows of sheet "{sheet}" are no projects; they are kept as the section of the rows '
                 'below{rows}',
        sections_passed='section rows of sheet "{sheet}" only divide it and were not kept{rows}',
        hidden_rows="hidden or filtered rows of sheet “{sheet}” were read too{rows}",
        formula_unread="formulas without a result on sheet “{sheet}” were neither read nor compared{rows}",
        sum_agrees='"{label}" on sheet "{sheet}" agrees with its {count} rows (rows {over}): '
                   '{figures}{rows}',
        counts_agree='the number in "{label}" on sheet "{sheet}" agrees with its {count} rows (rows {over}){rows}',
        sums_agree='the other totals and section rows of sheet "{sheet}" each agree with their own rows{rows}',
        sum_differs='"{label}" on sheet "{sheet}" says {said} {header}; its rows (rows {over}) come to {read}{rows}',
        sum_unchecked='{header} of "{label}" on sheet "{sheet}" was not compared: some of its rows (rows {over}) '
                      'are no plain numbers{rows}',
        parts_agree='the parts below "{label}" on sheet "{sheet}" come to it{rows}',
        parts_exceed='"{label}" on sheet "{sheet}" says {said} {header}; its parts below come to {read}, which is '
                     'more{rows}',
        hidden_columns='hidden columns of sheet "{sheet}" were read too: {headers}',
        cumulative_differs='"{header}" on sheet "{sheet}" says {said}; its months or quarters come to {read}{rows}',
        months_differ='"{name}" on sheet "{sheet}" has {said} in {month}; its receipts of that time come to {read}, '
                      'and '
                      'they count{rows}',
        people_read='the people in "{header}" on sheet "{sheet}" are taken as {field}; the cell with its telephones '
                    'stays a note{rows}',
        months_as_last='"{header}" on sheet "{sheet}" is money of several months: taken as that of {month}, with the '
                       'words in its note{rows}',
        arrived_agrees='"{header}" on sheet "{sheet}" agrees with the receipts (those here and those of this import) '
                       'of '
                       '{count} projects',
        arrived_differs='"{header}" on sheet "{sheet}" differs from the receipts (those here and those of this '
                        'import) of '
                        '{count} projects; it is compared only and no receipt (in brackets what '
                        'the receipts come to): {names}',
        no_records='sheet "{sheet}" ({kind}) has a header and nothing below it',
        park_from_sheet='sheet "{sheet}" has no column for the park; "{park}" was taken from its name{rows}',
        rows_joined='projects of sheet "{sheet}" are on other sheets too and do not contradict them: each is one '
                    'project{rows}',
        month_overrules='sheet "{sheet}" changed {count} values of {field} of earlier months or quarters, and holds: '
                        '{names}{rows}',
        month_lacks='{count} projects of sheet "{other}" are not on sheet "{sheet}", and are taken from the earlier '
                    'sheet: {names}',
        day_rounded='"{value}" on sheet "{sheet}" is kept as {day}{rows}',
        year_of_header='column "{header}" of sheet "{sheet}" has days without a year; kept as days of {year}, the year '
                       'of the header{rows}',
        year_of_title='column "{header}" of sheet "{sheet}" has days without a year; kept as days of {year}, the year '
                      'of the title or of the sheet{rows}',
        month_without_year='sheet "{sheet}" has money by month or quarter, but neither title nor header names the '
                           'year: those columns were not read',
        stage_behind='sheet "{sheet}" says "{value}", but has a day for {stage}: the day counts{rows}',
        stage_told='sheet "{sheet}" has no column for it, or nothing in it: taken as {stage} by what "{header}" says, '
                   'on an unknown day; the words are a note{rows}',
        plan_kept='"{value}" in "{header}" is a plan and no milestone; a day or month with its year is expected, and '
                  'the '
                  'words are a note{rows}',
        stage_ahead='"{value}" in "{header}" is still to come: a plan, expected then, and no milestone; if it is a '
                    'mistake, put it right and import again{rows}',
        stage_not_reached='"{value}" in "{header}" does not say that the stage was reached; kept as a note{rows}',
        land_unclear='"{header}" on sheet "{sheet}" states no unit, and numbers this large may be mu or square metres: '
                     'kept as notes; write the unit in the header, such as {header}（平方米）{rows}',
        name_is_date='the name "{value}" on sheet "{sheet}" is a date and was taken as it is{rows}',
        targets_one_row='sheet "{sheet}" has an indicator a column; only the row of targets was read{rows}',
        target_text='"{label}" says "{said}" and was taken as {value}{rows}',
        origin_from_place='without an origin, taken as {origin} because the investor is from "{value}"{rows}',
        money_without_day='"{header}" on sheet "{sheet}" has amounts without a day; kept as notes, no receipts{rows}',
        money_of_which_day='whether the amounts of "{header}" on sheet "{sheet}" came on the day of "{day}" cannot '
                           'be told '
                           "(a sum so far, or part of another amount); kept as notes, no receipts{rows}",
        result_undated='nothing says which year "{header}" on sheet "{sheet}" (column {column}) is of; kept as notes '
                       'and '
                       'no results: write the time into header or title (2023年产值) and import again',
        result_of_title='the time of "{header}" on sheet "{sheet}" is that of the title: {result} {period}; if not so, '
                        'write it into the header',
        result_so_far='"{header}" on sheet "{sheet}" (column {column}) tells how far it had come, and not what a time '
                      'that is over came to; it is compared, and kept as notes',
        result_instead='"{header}" on sheet "{sheet}" (column {column}) is of the time of "{others}", which is what is '
                       "read; it is compared, and kept as notes",
        result_without_day='“{name}” has {result} and no day for it; kept as a note, write the day and import '
                           'again{rows}',
        result_unread='"{value}" in "{header}" on sheet "{sheet}" does not say whether and when there was {result}; '
                      'kept '
                      'as a note{rows}',
        result_left_out="the result “{value}” on sheet “{sheet}” was left out as asked{rows}",
        result_differs='{result} of “{name}” {period} is {said} in the ledger, and {there} here, entered or put '
                       'right by hand: that stays{rows}',
        result_overlaps='{result} of “{name}” {period}, {said}, is of the same time as {there} and would be added '
                        'twice; not taken in{rows}',
        result_void='{result} of “{name}” {period} was made void here and stays so{rows}',
        results_agree='"{header}" on sheet "{sheet}" agrees with the results of each time (those here and those of '
                      'this '
                      'import) of {count} projects',
        results_differ='"{header}" on sheet "{sheet}" differs from the results of each time (those here and those of '
                       'this import) of {count} projects; it is compared only (in brackets what they come to): {names}',
        results_beside_agree='"{header}" and "{beside}" on sheet "{sheet}" are of one time and say the same of {count} '
                             'projects',
        results_beside_differ='"{header}" and "{beside}" on sheet "{sheet}" are of one time and do not say the same of '
                              '{count} projects; "{beside}" is kept, which stands in brackets: {names}',
        results_before_signed='results of {count} projects on sheet "{sheet}" are from before the signing, which '
                              'stands in brackets; they are taken in as they are, look at their times: {names}{rows}',
        results_after_end='results of {count} projects on sheet "{sheet}" are from after the termination, which stands '
                          'in brackets; they are taken in as they are, look at their times: {names}{rows}',
        results_unsigned='sheet "{sheet}" has results of {count} projects that were never signed; they are taken in as '
                         'they are: look whether they are of these projects, or add the day of signing: {names}{rows}',
        form_unclear='"{value}" on sheet "{sheet}" is not clearly one form of money; kept in the note{rows}',
        share_inexact='the outside part "{value}" on sheet "{sheet}" is no share in hundredths of a percent, or not '
                      'the '
                      'one that is given; kept in the note, and no share{rows}',
        due_year='the deadline “{value}” in “{sheet}” names no year; by the days beside it, it is read as one of {year}'
                 '{rows}',
        targets_of_year="sheet “{sheet}” does not say of which year its targets are; they are read as those of {year}: "
                        "where that is wrong, write the year into its title{rows}",
        due_kept='"{value}" on sheet "{sheet}" is no day; kept as a word on the blocker{rows}',
    ),
    asks=NotesAsk(
        perhaps_renamed="if so, write below [renamed] in the mapping: {name_quoted} = {other_quoted}",
        sheet_lacks="if it is there under another name, say so with --mapping",
    ),
    mapping=MappingWords(
        mapping_missing=Says("there is no mapping file “{value}”", "check its name and folder"),
        mapping_not_a_file=Says("the mapping file “{value}” is a folder, a pipe or a device and no file",
                                "choose a TOML file"),
        mapping_too_large=Says("the mapping file “{value}” is over 256 KB", "it only names columns and values"),
        mapping_denied=Says("the mapping file “{value}” cannot be opened", "check its permissions, close it elsewhere"),
        mapping_not_text=Says("line {line} of the mapping file “{value}” is not UTF-8 text", "save it as UTF-8"),
        mapping_not_toml=Says("the mapping file “{value}” is not TOML from line {line}, column {column} on",
                              "write it like \"甲方\" = \"investor\", with plain quotation marks"),
        mapping_beyond=Says("the mapping file “{value}” is nested too deeply or has a number with too many digits",
                            "it only names columns and values"),
        mapping_field=Says("not understood in the mapping file: {value}", "say which column is what, such as "
                                                                          "\"甲方\" = \"investor\""),
        mapping_value=Says("no such origin in the mapping file: {value}",
                              "use out_of_province, in_province, foreign or local"),
        mapping_unit=Says("the mapping names a unit that is none: {value}", "write 万元, 亿元, 万美元 and the like"),
        mapping_row=Says("the mapping says of a row what no row can be: {value}",
                         "write section, record, sum, or skip to leave it out"),
        mapping_equal=Says("[receipts.equal] of the mapping is not understood: {value}", "write all, or one"),
        mapping_indicator=Says("the mapping names an indicator that is none: {value}",
                               "write its key or name in the ruleset, or skip to leave the target out"),
        mapping_header_row=Says("the mapping has a header row that is none: {value}",
                                "write the number of the row, such as 4; of a header of several rows [3, 4]"),
        mapping_header_row_alone=Says("{value} of the mapping has a header row and names no sheet it is of",
                                      "write sheet = \"its name\" below it"),
        mapping_no_row=Says("the mapping has a header row that is not on the sheet: {value}",
                            "the sheet has {known} rows: write the number of one of them"),
        mapping_no_sheet=Says("this ledger has no sheet “{value}”", "it has these: {known}; write one as it stands"),
        mapping_place=Says("the mapping has a place that is none: {value}",
                           "write the name of the county, city or district, such as place = \"沅江市\""),
        mapping_skip=Says("the mapping has a [[skip]] that says nothing: {value}",
                          "write sheet = \"its name\" below [[skip]]"),
        not_acceptable=Says("“{value}” cannot be accepted", "only gap can"),
    ),
    kind={"projects": "project", "receipts": "receipt", "blockers": "blocker", "targets": "target",
          "results": "result"},
    field={"day": "day", "happened_on": "day", "result": "result", "money_form": "form of money",
           "outside": "outside share", "amount": "amount",
           "note": "note", "status": "status", "value": "target",
           "description": "description", "category": "category", "person": "person", "level": "level",
           "raised": "raised", "due": "due", "answer": "answered", "verify": "verified", "permit": "permit",
           "authority": "authority", "project": "project name", "name": "project name", "indicator": "indicator",
           "answered": "day answered", "verified": "day verified", "state": "state", "problems": "problems",
           "progress": "progress", "stage": "stage"},
    column={
        "serial": "number", "project": "project", "top500_world": "world top 500", "top500_china": "China top 500",
        "top500_china_private": "private top 500", "lead_recognised": "lead recognised",
        "signed_recognised": "signing recognised", "registered_recognised": "registration recognised",
        "funded_recognised": "funding recognised", "started_recognised": "start recognised",
        "producing_recognised": "production recognised", "terminated": "terminated",
        "terminated_reason": "why terminated", "problems": "problems", "remarks": "remarks",
        "role": "role (keeps its header)", "unit": "unit", "currency": "currency", "voucher": "voucher",
        "voucher_number": "voucher number", "verified": "verified", "answered": "answered", "state": "state",
        "indicator": "indicator", "year": "year", "stage": "stage", "day": "day", "lead": "day of lead",
        "signed": "day signed", "registered": "day registered", "funded": "day funded", "started": "day started",
        "producing": "day producing", "description": "description", "answer": "answer", "category": "category",
        "place": "investor from", "first_due": "first due", "log": "log of the blocker", "measure": "measure",
        "form": "form of money", "outside_amount": "outside part of it",
        "origin_out_of_province": "out of province (ticked)", "origin_in_province": "in province (ticked)",
        "money_beside": "arrived, its day beside it",
        "origin_foreign": "foreign (ticked)", "origin_local": "local (ticked)",
    },
    place="{sheet} {column}{row}",
    change="corrects {kind} “{subject}” (row {row} of {sheet}): {fields}",
    change_field="{field} {before} → {after}",
    labelled="{field} “{label}”",
    step={"read": "reading", "check": "checking", "write": "writing"},
    lacks={"no_receipt": "have no receipt", "no_contract_amount": "have no contract amount",
           "no_credit_code": "have no credit code", "credit_code": "have a credit code that is none",
           "open_blocker": "have an open blocker", "no_evidence": "lack the evidence asked for",
           "skips_stage": "lack a stage before", "before_money": "started before money arrived",
           "money_first": "started before money arrived, which the rules do not allow",
           "order": "have days out of order", "future_date": "have a day after today",
           "before_lead": "have a receipt or blocker dated before the lead",
           "status_order": "have days of status changes out of order",
           "recognised_early": "were recognised before they happened",
           "overdrawn": "have more money gone back than arrived",
           "nothing_to_withdraw": "have money gone back before any arrived"},
    lacks_order="have changes of status out of order",
)
