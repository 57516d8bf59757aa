#include "palpate/session/manifest.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include <sys/stat.h>
#include <sys/wait.h>

namespace palpate::session {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

void write(const fs::path& path, const std::string& bytes)
{
    fs::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << bytes;
}

struct Ran {
    int status = -1;
    std::string output;
};

/// In `folder`, by the shell.
Ran run(const fs::path& folder, const std::string& command)
{
    Ran ran;
    const auto line = "cd '" + folder.string() + "' && " + command + " 2>&1";
    FILE* pipe = ::popen(line.c_str(), "r");
    std::array<char, 4096> block{};
    std::size_t got = 0;
    while ((got = std::fread(block.data(), 1, block.size(), pipe)) > 0) {
        ran.output.append(block.data(), got);
    }
    ran.status = WEXITSTATUS(::pclose(pipe));
    return ran;
}

class ManifestTest : public ::testing::Test {
  protected:
    void writeOddFiles() const
    {
        write(folder_ / "README.md", "read me\n");
        write(folder_ / "empty", "");
        write(folder_ / "sub/with space.csv", "a,b\n");
        write(folder_ / "sub/back\\slash", "1");
        write(folder_ / "sub/line\nfeed", "2");
        write(folder_ / "sub/carriage\rreturn", "3");
        write(folder_ / "*star", "4");
        write(folder_ / "\xC3\xBCmlaut", "5");
        // Over several blocks, and not a multiple of them.
        write(folder_ / "large", std::string(1'000'003, 'x'));
    }

    support::TempDir temp_;
    fs::path folder_ = temp_.path();
};

TEST_F(ManifestTest, Sha256sumFindsEveryFileOfAManifestInOrderWhateverItsName)
{
    writeOddFiles();
    const auto entries = manifestOfFolder(folder_, "manifest-sha256.txt");
    ASSERT_TRUE(entries) << entries.error().message;
    ASSERT_EQ(entries->size(), 9U);
    write(folder_ / "manifest-sha256.txt", manifestText(*entries));

    const auto checked = run(folder_, "sha256sum --check --strict manifest-sha256.txt");
    EXPECT_EQ(checked.status, 0) << checked.output;

    write(folder_ / "sub/line\nfeed", "changed");
    EXPECT_NE(run(folder_, "sha256sum --check --strict --status manifest-sha256.txt").status, 0);
}

TEST_F(ManifestTest, WhatSha256sumPrintsIsReadAsItIs)
{
    writeOddFiles();
    const auto printed =
        run(folder_, "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum");
    ASSERT_EQ(printed.status, 0) << printed.output;
    const auto parsed = parseManifest(printed.output, "sha256sum");
    ASSERT_TRUE(parsed) << parsed.error().message;
    const auto own = manifestOfFolder(folder_, "manifest-sha256.txt");
    ASSERT_TRUE(own);
    EXPECT_EQ(*parsed, *own);
    EXPECT_EQ(manifestText(*own), printed.output);

    const auto binary = run(folder_, "sha256sum --binary README.md");
    const auto read = parseManifest(binary.output, "sha256sum");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->front().name, "README.md");
}

TEST_F(ManifestTest, EachEntryIsNamedWithWhatBecameOfIt)
{
    write(folder_ / "same", "1");
    write(folder_ / "changed", "2");
    write(folder_ / "removed", "3");
    write(folder_ / "replaced", "4");
    write(folder_ / "piped", "5");
    const auto manifest = folder_ / "manifest-sha256.txt";
    write(manifest, manifestText(*manifestOfFolder(folder_, "manifest-sha256.txt")));
    write(folder_ / "changed", "two");
    fs::remove(folder_ / "removed");
    fs::remove(folder_ / "replaced");
    fs::create_directory(folder_ / "replaced");
    fs::remove(folder_ / "piped");
    ASSERT_EQ(::mkfifo((folder_ / "piped").c_str(), 0600), 0);

    const auto findings = checkManifest(manifest);
    ASSERT_TRUE(findings) << findings.error().message;
    ASSERT_EQ(findings->size(), 5U);
    const auto stateOf = [&findings](const std::string& name) {
        for (const ManifestFinding& finding : *findings) {
            if (finding.name == name) {
                return finding.state;
            }
        }
        return ManifestState::Matches;
    };
    EXPECT_EQ(stateOf("changed"), ManifestState::Differs);
    EXPECT_EQ(stateOf("removed"), ManifestState::Missing);
    EXPECT_EQ(stateOf("replaced"), ManifestState::Unreadable);
    EXPECT_EQ(stateOf("piped"), ManifestState::Unreadable);
    EXPECT_EQ(stateOf("same"), ManifestState::Matches);
    for (const ManifestFinding& finding : *findings) {
        EXPECT_EQ(finding.reason.empty(), finding.state == ManifestState::Matches) << finding.name;
    }
}

TEST_F(ManifestTest, WhatIsNoManifestIsRefusedWithItsLine)
{
    const std::string hash(64, 'a');
    const auto refused = [](const std::string& text) {
        const auto parsed = parseManifest(text, "m.txt");
        return parsed ? std::string{"accepted"} : parsed.error().message;
    };
    EXPECT_EQ(refused(hash + "  good\n"), "accepted");
    EXPECT_EQ(refused(std::string(64, 'A') + "  good"), "accepted");
    EXPECT_THAT(refused(hash + "  good\nno line\n"), HasSubstr("m.txt, line 2: is no line of sha256sum"));
    EXPECT_THAT(refused(hash.substr(1) + "g  name\n"), HasSubstr("line 1"));
    EXPECT_THAT(refused(hash + "\tname\n"), HasSubstr("line 1"));
    EXPECT_THAT(refused(hash + "  \n"), HasSubstr("line 1"));
    EXPECT_THAT(refused("\\" + hash + "  bad\\escape\n"), HasSubstr("line 1"));
    EXPECT_THAT(refused("\\" + hash + "  ends\\\n"), HasSubstr("line 1"));
    EXPECT_THAT(refused(hash + "  /etc/passwd\n"), HasSubstr("does not lie in the manifest's folder"));
    EXPECT_THAT(refused(hash + "  a/../../b\n"), HasSubstr("does not lie in the manifest's folder"));
    EXPECT_THAT(refused(hash + "  twice\n" + hash + "  twice\n"), HasSubstr("line 2: names twice a second"));
    EXPECT_THAT(refused(""), HasSubstr("names no file"));
    EXPECT_THAT(refused("# nothing\n"), HasSubstr("names no file"));
}

TEST_F(ManifestTest, ALinkIsNoPartOfAFolderToShare)
{
    write(folder_ / "file", "1");
    fs::create_symlink("/etc/hostname", folder_ / "link");
    const auto entries = manifestOfFolder(folder_, "");
    ASSERT_FALSE(entries);
    EXPECT_THAT(entries.error().message, HasSubstr("link"));
}

TEST_F(ManifestTest, AKnownTextHasItsKnownHash)
{
    write(folder_ / "abc", "abc");
    // FIPS 180-4, the example of one block.
    EXPECT_EQ(sha256OfFile(folder_ / "abc").value_or(""),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const auto missing = sha256OfFile(folder_ / "none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace palpate::session
