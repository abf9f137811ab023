//go:build tools

// Package engine is a module whose only purpose is to pin, in go.mod and go.sum, what the Pulumi CLI is built
// from when neither an installed CLI nor the official download is to be had. It holds no code.
package engine

import (
	_ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
	// The linker writes the version into this package; go.mod therefore has to keep its module.
	_ "github.com/pulumi/pulumi/sdk/v3/go/common/version"
)
