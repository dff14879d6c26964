// Verify checks a Tandem ledger from outside. It shares no code with Tandem: signatures, tree and proofs are
// golang.org/x/mod/sumdb (note, tlog), the code behind Go's checksum database.
//
//	verify -log URL|DIR -key VKEY [-checkpoints DIR] [-proofs FILE] [-receipts DIR]
//
// It reads the checkpoint and checks its signature; reads every entry and checks that the signed tree holds it at its
// index; proves and checks inclusion of entries; checks that each older checkpoint in -checkpoints is the beginning
// of the log; checks the proofs that Tandem itself made, in -proofs; checks the receipts in -receipts.
//
// Prints one JSON object. Exit code 0 accepted, 1 refused (with "refused": why), 2 wrong use.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	// A longer log has inclusion proofs made and checked for every n-th entry, about this many in all.
	maxInclusions = 4096
)

type checkpoint struct {
	origin string
	tree   tlog.Tree
}

type counts struct {
	Size         int64  `json:"size"`
	Checkpoints  int    `json:"checkpoints"`
	Entries      int64  `json:"entries"`
	Inclusions   int    `json:"inclusions"`
	Consistency  int    `json:"consistency"`
	OurInclusion int    `json:"ourInclusions"`
	OurConsist   int    `json:"ourConsistency"`
	Receipts     int    `json:"receipts"`
	Refused      string `json:"refused,omitempty"`
}

// A source answers paths below the log's prefix.
type source struct {
	prefix string
	cache  map[string][]byte
}

func (s *source) read(path string) ([]byte, error) {
	if data, ok := s.cache[path]; ok {
		return data, nil
	}
	data, err := readAny(s.prefix, path)
	if err == nil {
		s.cache[path] = data
	}
	return data, err
}

func readAny(prefix, path string) ([]byte, error) {
	if !strings.HasPrefix(prefix, "http://") && !strings.HasPrefix(prefix, "https://") {
		return os.ReadFile(filepath.Join(prefix, filepath.FromSlash(path)))
	}
	response, err := http.Get(strings.TrimSuffix(prefix, "/") + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}

// tilePath turns sumdb's tile/8/L/N into tlog-tiles' tile/L/N; "data" is called "entries" there.
func tilePath(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	if tile.L == -1 {
		path = "entries" + strings.TrimPrefix(path, "data")
	}
	return "tile/" + path
}

// source is a tlog.TileReader.
func (s *source) Height() int                     { return tileHeight }
func (s *source) SaveTiles([]tlog.Tile, [][]byte) {}
func (s *source) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		var err error
		if data[i], err = s.read(tilePath(tile)); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func openCheckpoint(signed []byte, verifier note.Verifier) (checkpoint, error) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return checkpoint{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != verifier.Name() {
		return checkpoint{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 {
		return checkpoint{}, errors.New("checkpoint: malformed size")
	}
	root, err := tlog.ParseHash(lines[2])
	return checkpoint{lines[0], tlog.Tree{N: size, Hash: root}}, err
}

func parseBundle(bundle []byte, width int) ([][]byte, error) {
	var entries [][]byte
	for len(bundle) >= 2 {
		length := int(binary.BigEndian.Uint16(bundle))
		if len(bundle) < 2+length {
			return nil, errors.New("entry bundle: cut short")
		}
		entries = append(entries, bundle[2:2+length])
		bundle = bundle[2+length:]
	}
	if len(bundle) != 0 || len(entries) != width {
		return nil, errors.New("entry bundle: wrong number of entries")
	}
	return entries, nil
}

// checkEntries compares every entry with the leaf hash that the signed tree has at its index.
func checkEntries(s *source, tree tlog.Tree, hashes tlog.HashReader) ([]tlog.Hash, error) {
	var leaves []tlog.Hash
	for start := int64(0); start < tree.N; start += tileWidth {
		width := tileWidth
		if tree.N-start < tileWidth {
			width = int(tree.N - start)
		}
		bundle, err := s.read(tilePath(tlog.Tile{H: tileHeight, L: -1, N: start / tileWidth, W: width}))
		if err != nil {
			return nil, err
		}
		entries, err := parseBundle(bundle, width)
		if err != nil {
			return nil, err
		}
		indexes := make([]int64, width)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
		}
		stored, err := hashes.ReadHashes(indexes)
		if err != nil {
			return nil, err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != stored[i] {
				return nil, fmt.Errorf("entry %d is not the one in the tree", start+int64(i))
			}
		}
		leaves = append(leaves, stored...)
	}
	return leaves, nil
}

func checkInclusions(tree tlog.Tree, leaves []tlog.Hash, hashes tlog.HashReader) (int, error) {
	stride := tree.N/maxInclusions + 1
	count := 0
	for i := int64(0); i < tree.N; i += stride {
		proof, err := tlog.ProveRecord(tree.N, i, hashes)
		if err != nil {
			return count, err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, leaves[i]); err != nil {
			return count, err
		}
		count++
	}
	return count, nil
}

func checkConsistency(old, tree tlog.Tree, hashes tlog.HashReader) error {
	if old.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// Proofs that Tandem made; roots are those of the signed checkpoints.
type proofs struct {
	Inclusion []struct {
		Index, Size int64
		Proof       tlog.RecordProof
	}
	Consistency []struct {
		OldSize, Size int64
		Proof         tlog.TreeProof
	}
}

func checkProofs(path string, roots map[int64]tlog.Hash, leaves []tlog.Hash, done *counts) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var all proofs
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	for _, p := range all.Inclusion {
		if p.Index < 0 || p.Index >= int64(len(leaves)) {
			return errors.New("inclusion proof: no such entry")
		}
		if err := tlog.CheckRecord(p.Proof, p.Size, roots[p.Size], p.Index, leaves[p.Index]); err != nil {
			return fmt.Errorf("inclusion of %d in %d: %w", p.Index, p.Size, err)
		}
		done.OurInclusion++
	}
	for _, p := range all.Consistency {
		if err := tlog.CheckTree(p.Proof, p.Size, roots[p.Size], p.OldSize, roots[p.OldSize]); err != nil {
			return fmt.Errorf("consistency of %d with %d: %w", p.OldSize, p.Size, err)
		}
		done.OurConsist++
	}
	return nil
}

// receiptExtra is what Tandem puts into the extra line of a C2SP tlog-proof.
type receiptExtra struct {
	Entry   json.RawMessage
	Opening *struct {
		Payload json.RawMessage
		Salt    []byte
	}
}

func checkReceipt(text []byte, verifier note.Verifier) error {
	head, signed, found := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("receipt: not a tlog-proof")
	}
	if !strings.HasPrefix(lines[1], "extra ") || !strings.HasPrefix(lines[2], "index ") {
		return errors.New("receipt: no extra or index line")
	}
	extraBytes, err := base64.StdEncoding.Strict().DecodeString(strings.TrimPrefix(lines[1], "extra "))
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	var extra receiptExtra
	if err := json.Unmarshal(extraBytes, &extra); err != nil {
		return err
	}
	head2, err := openCheckpoint([]byte(signed), verifier)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, head2.tree.N, head2.tree.Hash, index, tlog.RecordHash(extra.Entry)); err != nil {
		return err
	}
	return checkOpening(extra)
}

func checkOpening(extra receiptExtra) error {
	if extra.Opening == nil {
		return nil
	}
	var entry struct{ Commitment []byte }
	if err := json.Unmarshal(extra.Entry, &entry); err != nil {
		return err
	}
	committed := sha256.New()
	committed.Write([]byte("tandem/commitment/v1\n"))
	committed.Write(extra.Opening.Salt)
	committed.Write(extra.Opening.Payload)
	if len(extra.Opening.Salt) != 32 || !bytes.Equal(committed.Sum(nil), entry.Commitment) {
		return errors.New("receipt: the opening is not what the entry commits to")
	}
	return nil
}

// eachFile calls check with the content of every file of a folder; no folder, no files.
func eachFile(dir string, check func(data []byte) error) error {
	if dir == "" {
		return nil
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			return err
		}
		if err := check(data); err != nil {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
	}
	return nil
}

type options struct {
	log, key, checkpoints, proofs, receipts string
}

func verify(o options, done *counts) error {
	verifier, err := note.NewVerifier(o.key)
	if err != nil {
		return err
	}
	log := &source{o.log, map[string][]byte{}}
	signed, err := log.read("checkpoint")
	if err != nil {
		return err
	}
	head, err := openCheckpoint(signed, verifier)
	if err != nil {
		return err
	}
	done.Checkpoints, done.Size = 1, head.tree.N
	hashes := tlog.TileHashReader(head.tree, log)
	leaves, err := checkEntries(log, head.tree, hashes)
	if err != nil {
		return err
	}
	done.Entries = int64(len(leaves))
	if done.Inclusions, err = checkInclusions(head.tree, leaves, hashes); err != nil {
		return err
	}
	roots := map[int64]tlog.Hash{head.tree.N: head.tree.Hash}
	err = eachFile(o.checkpoints, func(data []byte) error {
		old, err := openCheckpoint(data, verifier)
		if err != nil {
			return err
		}
		done.Checkpoints++
		done.Consistency++
		roots[old.tree.N] = old.tree.Hash
		return checkConsistency(old.tree, head.tree, hashes)
	})
	if err != nil {
		return err
	}
	if o.proofs != "" {
		if err := checkProofs(o.proofs, roots, leaves, done); err != nil {
			return err
		}
	}
	return eachFile(o.receipts, func(data []byte) error {
		done.Receipts++
		return checkReceipt(data, verifier)
	})
}

func main() {
	var o options
	flag.StringVar(&o.log, "log", "", "prefix of the log: a URL, or a folder")
	flag.StringVar(&o.key, "key", "", "verifier key of the log")
	flag.StringVar(&o.checkpoints, "checkpoints", "", "folder of older checkpoints of the log")
	flag.StringVar(&o.proofs, "proofs", "", "file of proofs made by Tandem")
	flag.StringVar(&o.receipts, "receipts", "", "folder of receipts")
	flag.Parse()
	if o.log == "" || o.key == "" {
		flag.Usage()
		os.Exit(2)
	}
	var done counts
	err := verify(o, &done)
	if err != nil {
		done.Refused = err.Error()
	}
	json.NewEncoder(os.Stdout).Encode(done)
	if err != nil {
		os.Exit(1)
	}
}
