#include "findings_output.hpp"

#include <algorithm>
#include <utility>

#include "command.hpp"
#include "json_output.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct FileFindings {
    std::string path;
    std::vector<Finding> findings;
};

bool hasError(const FileFindings& file)
{
    return std::any_of(file.findings.begin(), file.findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::Error; });
}

Json jsonOf(const FileFindings& file)
{
    Json findings = Json::array();
    for (const Finding& finding : file.findings) {
        findings.push_back({{"code", finding.code},
                            {"severity", toString(finding.severity)},
                            {"path", cli::jsonOf(finding.path)},
                            {"message", finding.message}});
    }
    return {{"file", file.path}, {"ok", !hasError(file)}, {"findings", std::move(findings)}};
}

void printLines(const FileFindings& file, const char* when_none)
{
    if (file.findings.empty()) {
        fmt::print("{}: {}\n", file.path, when_none);
    }
    for (const Finding& finding : file.findings) {
        fmt::print("{}: {} {}: {}{}{}\n", file.path, finding.code, toString(finding.severity), finding.path,
                   finding.path.empty() ? "" : " ", finding.message);
    }
}

}  // namespace

int printFindings(const std::vector<std::string>& paths, const FindIn& find, bool as_json,
                  const char* when_none)
{
    std::vector<FileFindings> files;
    int status = kDone;
    for (const std::string& path : paths) {
        auto findings = find(path);
        if (findings) {
            files.push_back({.path = path, .findings = std::move(*findings)});
        } else {
            status = refuse(findings.error());
        }
    }
    Json list = Json::array();
    for (const FileFindings& file : files) {
        if (as_json) {
            list.push_back(jsonOf(file));
        } else {
            printLines(file, when_none);
        }
    }
    if (as_json) {
        printJson({{"files", std::move(list)}});
    }
    return std::any_of(files.begin(), files.end(), hasError) ? kRefused : status;
}

}  // namespace palpate::cli
