#include "research_export.hpp"

#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

#include "palpate/live/session_analysis.hpp"
#include "palpate/live/technique_catalogue.hpp"
#include "palpate/session/research.hpp"

#include "command.hpp"
#include "mat_choice.hpp"
#include "passphrase.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSmallGroup = 5;

/// Only what is installed with the program, none of the clinic's own.
session::KnownNames knownNames()
{
    session::KnownNames known;
    if (const auto mats = allMats()) {
        for (const auto& mat : *mats) {
            known.mat_ids.push_back(mat.id);
            known.mat_titles.push_back(mat.title);
        }
    }
    if (const auto folders = live::techniqueFolders(); !folders.empty()) {
        known.techniques = session::loadTechniques({folders.front()}).techniques;
    }
    return known;
}

int preview(const std::vector<std::string>& sessions, const session::ResearchOptions& options)
{
    for (const std::string& path : sessions) {
        const auto fields = session::previewResearch(path, options);
        if (!fields) {
            return refuse(fields.error());
        }
        fmt::print("{}, profile {}\n", path, toString(options.profile));
        for (const auto& field : *fields) {
            fmt::print("  {:<34} {:<8} {}\n", field.field, toString(field.fate), field.why);
        }
    }
    return kDone;
}

int writeCopy(const std::vector<std::string>& sessions, const ResearchChoice& choice,
              const session::ResearchOptions& options)
{
    if (sessions.size() != 1) {
        return refuse({ErrorCode::InvalidArgument,
                       fmt::format("{} is one file, for one session: name a folder (without .h5) for several",
                                   choice.target)});
    }
    if (const auto written = session::writeResearchCopy(sessions.front(), choice.target, options); !written) {
        return refuse(written.error());
    }
    fmt::print(stderr, "pseudonymised copy (profile {}): {}\n", choice.profile, choice.target);
    return kDone;
}

Result<session::PackageReport> writePackage(const std::vector<std::string>& sessions,
                                            const ResearchChoice& choice,
                                            const session::ResearchOptions& options)
{
    const std::vector<fs::path> paths{sessions.begin(), sessions.end()};
    const session::Analyse analyse = [](session::SessionReader& copy) {
        return live::analyzeSession(copy, {});
    };
    if (!choice.seals) {
        return session::writeResearchPackage(paths, choice.target, options, analyse);
    }
    const auto passphrase = readPassphrase(choice.passphrase_file, true);
    if (!passphrase) {
        return fail(passphrase.error());
    }
    return session::writeSealedPackage(paths, choice.target, options, analyse, *passphrase);
}

void tellPackage(const session::PackageReport& report, const ResearchChoice& choice)
{
    fmt::print(stderr, "{} sessions of {} participants, {} files (profile {}): {}\n", report.sessions,
               report.participants, report.files, choice.profile, choice.target);
    fmt::print(stderr, "pseudonymised: still personal data{}\n",
               choice.key_file.empty() ? "; without --key the pseudonyms are forgotten"
                                       : fmt::format("; keep {} apart from it", choice.key_file));
    if (report.participants < kSmallGroup) {
        fmt::print(stderr, "fewer than {} participants: a table over them can point at one of them\n",
                   kSmallGroup);
    }
}

}  // namespace

void addResearchOptions(CLI::App& command, ResearchChoice& choice)
{
    command.add_option("--research", choice.target,
                       "Pseudonymised: OUT.h5 a copy of one session, another name a package folder");
    command.add_option("--profile", choice.profile, "full, limited, shifted or safe-harbour (default)");
    command.add_option("--key", choice.key_file,
                       "File that keeps the pseudonyms for later packages; keep it secret and apart");
    command.add_flag("--preview", choice.is_preview, "Show what is kept, changed and dropped; write nothing");
    command.add_flag("--seal", choice.seals, "One file that only a passphrase opens (palpate unseal)");
    command.add_option("--passphrase-file", choice.passphrase_file,
                       "File whose first line is the passphrase; without it you are asked");
    command.add_flag("--license", choice.with_license, "Add a LICENSE to be filled in");
}

int exportResearch(const std::vector<std::string>& sessions, const ResearchChoice& choice, bool overwrite)
{
    const auto profile = session::parseResearchProfile(choice.profile);
    if (!profile) {
        return refuse(profile.error());
    }
    session::ResearchOptions options{.profile = *profile,
                                     .known = knownNames(),
                                     .overwrite = overwrite,
                                     .with_license = choice.with_license};
    if (!choice.key_file.empty()) {
        options.key_file = choice.key_file;
    }
    if (choice.is_preview) {
        return preview(sessions, options);
    }
    if (!choice.seals && fs::path{choice.target}.extension() == ".h5") {
        return writeCopy(sessions, choice, options);
    }
    const auto report = writePackage(sessions, choice, options);
    if (!report) {
        return refuse(report.error());
    }
    tellPackage(*report, choice);
    return kDone;
}

}  // namespace palpate::cli
