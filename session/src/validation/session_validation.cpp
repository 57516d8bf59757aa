#include "palpate/session/session_validation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "palpate/session/session_reader.hpp"

#include "foreign_file.hpp"
#include "h5_file.hpp"
#include "session_version.hpp"
#include "validation/format_findings.hpp"
#include "validation/format_table.hpp"
#include "validation/stored_tree.hpp"

namespace palpate::session {

namespace {

Finding unreadable(std::string message)
{
    return {.code = "V01", .severity = Severity::Error, .path = {}, .message = std::move(message)};
}

bool isAboutTheFile(ErrorCode code)
{
    return code == ErrorCode::Corrupt || code == ErrorCode::UnsupportedVersion;
}

Result<std::vector<Finding>> compareOpened(hid_t file)
{
    const auto version = readableVersion(file);
    if (!version) {
        return std::vector{unreadable(version.error().message)};
    }
    const auto rules = parseFormatTable(formatDocument());
    if (!rules) {
        return fail(rules.error());
    }
    const auto tree = readTree(file);
    if (!tree) {
        return std::vector{unreadable(tree.error().message)};
    }
    return compareWithFormat(*tree, *rules, *version);
}

}  // namespace

Result<std::vector<Finding>> validateSession(const std::filesystem::path& path)
{
    // What this format does not allow is to be listed, not to be refused at the first.
    if (auto inspected = inspectForeignFile(path, ForeignFileKind::OtherHdf5); !inspected) {
        if (isAboutTheFile(inspected.error().code)) {
            return std::vector{unreadable(inspected.error().message)};
        }
        return fail(h5::inFile(path.string(), inspected.error()));
    }
    auto file = h5::openForReading(path);
    if (!file) {
        return std::vector{unreadable(file.error().message)};
    }
    auto findings = compareOpened(file->get());
    if (!findings || !isValid(*findings)) {
        return findings;
    }
    if (!file->close()) {
        return fail(h5::inFile(path.string(), Error{.code = ErrorCode::Io, .message = "cannot be closed"}));
    }
    if (const auto session = SessionReader::open(path); !session) {
        findings->push_back(
            {.code = "V15",
             .severity = Severity::Error,
             .path = {},
             .message = "has the form of a session but cannot be read: " + session.error().message});
    }
    return findings;
}

bool isValid(const std::vector<Finding>& findings)
{
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

}  // namespace palpate::session
