import fc from 'fast-check';

// A property that fails looks for a smaller example, and a synchronous one can do so for longer than any run should take:
// Vitest's own limit cannot end it.
fc.configureGlobal({ plugins: [fc.interruptAfterTimeLimit(120_000, { failOnInterrupt: true })] });
