#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "palpate/session/manifest.hpp"
#include "palpate/session/session_verification.hpp"

#include "command.hpp"
#include "json_output.hpp"
#include "written_file.hpp"

#include <fmt/format.h>

namespace palpate::cli {

namespace {

struct Options {
    std::vector<std::string> paths;
    std::string manifest;
    std::string new_manifest;
    bool force = false;
    bool as_json = false;
};

/// What became of one file.
struct Verified {
    std::string path;
    std::uint64_t frames = 0;
    std::uint64_t chunks = 0;
    /// Empty: all as it was written.
    std::vector<std::string> damage;
    bool metadata_has_checksums = true;
};

Verified verifyFile(const std::string& path)
{
    auto verification = session::verifySession(path);
    if (!verification) {
        return {.path = path, .damage = {verification.error().message}};
    }
    return {.path = path,
            .frames = verification->frames,
            .chunks = verification->chunks,
            .damage = std::move(verification->damaged),
            .metadata_has_checksums = verification->metadata_has_checksums};
}

Result<std::vector<Verified>> verifyManifest(const std::string& manifest)
{
    const auto findings = session::checkManifest(manifest);
    if (!findings) {
        return fail(findings.error());
    }
    std::vector<Verified> files;
    files.reserve(findings->size());
    for (const session::ManifestFinding& finding : *findings) {
        files.push_back({.path = finding.name, .damage = {}});
        if (finding.state != session::ManifestState::Matches) {
            files.back().damage.push_back(finding.reason);
        }
    }
    return files;
}

void printLine(const Verified& file)
{
    if (!file.damage.empty()) {
        for (const std::string& damage : file.damage) {
            fmt::print("{}: {}\n", file.path, damage);
        }
    } else if (file.chunks > 0) {
        fmt::print("{}: {} frames in {} blocks, each as it was written{}\n", file.path, file.frames,
                   file.chunks,
                   file.metadata_has_checksums ? "" : "; the file has no checksums of names and attributes");
    } else {
        fmt::print("{}: as the manifest says\n", file.path);
    }
}

void print(const std::vector<Verified>& files, bool as_json)
{
    Json list = Json::array();
    for (const Verified& file : files) {
        if (!as_json) {
            printLine(file);
            continue;
        }
        list.push_back({{"file", file.path},
                        {"ok", file.damage.empty()},
                        {"frames", file.frames},
                        {"blocks", file.chunks},
                        {"damage", file.damage},
                        {"metadata_has_checksums", file.metadata_has_checksums}});
    }
    if (as_json) {
        printJson({{"files", std::move(list)}});
    }
}

/// Of files that lie beside or below the manifest.
Result<void> writeManifest(const Options& options)
{
    const std::filesystem::path manifest{options.new_manifest};
    const auto folder = manifest.has_parent_path() ? manifest.parent_path() : std::filesystem::path{"."};
    std::vector<session::ManifestEntry> entries;
    entries.reserve(options.paths.size());
    for (const std::string& path : options.paths) {
        std::error_code error;
        const auto name = std::filesystem::relative(path, folder, error).generic_string();
        if (error || name.empty() || name.starts_with("..")) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("{} does not lie beside or below {}: put the manifest into a folder above it",
                            path, options.new_manifest));
        }
        auto sha256 = session::sha256OfFile(path);
        if (!sha256) {
            return fail(std::move(sha256.error()));
        }
        entries.push_back({.sha256 = std::move(*sha256), .name = name});
    }
    return writeWholeFile(manifest, session::manifestText(entries), options.force);
}

int verify(const Options& options)
{
    std::vector<Verified> files;
    if (!options.manifest.empty()) {
        auto listed = verifyManifest(options.manifest);
        if (!listed) {
            return refuse(listed.error());
        }
        files = std::move(*listed);
    }
    for (const std::string& path : options.paths) {
        files.push_back(verifyFile(path));
    }
    print(files, options.as_json);
    const bool is_whole =
        std::all_of(files.begin(), files.end(), [](const Verified& file) { return file.damage.empty(); });
    if (!is_whole) {
        return refuse(
            {.code = ErrorCode::Corrupt, .message = "not all files are as they were written: see above"});
    }
    if (!options.new_manifest.empty()) {
        if (const auto written = writeManifest(options); !written) {
            return refuse(written.error());
        }
    }
    return kDone;
}

}  // namespace

void addVerifyCommand(CLI::App& app, Action& chosen)
{
    auto* command = app.add_subcommand(
        "verify",
        "Every block of frames of sessions against its stored checksum, and files against a manifest");
    const auto options = std::make_shared<Options>();
    auto* paths = command->add_option("SESSION", options->paths, "Session files (.h5)");
    auto* manifest =
        command->add_option("--manifest", options->manifest,
                            "Check the files that this list of SHA-256 sums names (as sha256sum writes it)");
    command
        ->add_option("--write-manifest", options->new_manifest,
                     "Write such a list of the sessions, once they are whole; `sha256sum -c` reads it")
        ->needs(paths)
        ->excludes(manifest);
    command->add_flag("--force", options->force, "Replace the list if it exists");
    command->add_flag("--json", options->as_json, "One JSON document on standard output");
    command->footer(
        "Examples: palpate verify visits/*.h5\n"
        "          palpate verify visits/*.h5 --write-manifest visits/manifest-sha256.txt\n"
        "          palpate verify --manifest visits/manifest-sha256.txt");
    command->callback([&chosen, options] {
        if (options->paths.empty() && options->manifest.empty()) {
            throw CLI::RequiredError("SESSION or --manifest");
        }
        chosen = [options] { return verify(*options); };
    });
}

}  // namespace palpate::cli
