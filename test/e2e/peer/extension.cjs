/** What the chat has in an editor with a provider: a participant for whatever is not for another, and a model. */
const vscode = require('vscode');

const model = {
  ...{ id: 'peer', vendor: 'peer', name: 'Peer Model', family: 'peer', version: '1', isDefault: true },
  ...{ maxInputTokens: 1000, maxOutputTokens: 1000, isUserSelectable: true, capabilities: { toolCalling: true } },
};

exports.activate = ({ subscriptions }) => {
  const { commands, window, lm } = vscode;
  const tell = (text) => void window.showInformationMessage(text);
  subscriptions.push(
    vscode.chat.createChatParticipant('peer.chat', async () => {}),
    registerModel(),
    commands.registerCommand('peer.listTools', () => tell(`Tools: ${lm.tools.map(({ name }) => name).join(' ')}`)),
    commands.registerCommand('peer.ask', () =>
      ask('Where is the next visit?').then(
        (answer) => tell(`Answer: ${answer}`),
        ({ message }) => tell(`No answer: ${message}`),
      ),
    ),
  );
  // The chat learns of a model when somebody asks for it.
  lm.selectChatModels({ vendor: 'peer' });
};

function registerModel() {
  const provider = {
    provideLanguageModelChatInformation: async () => [model],
    provideLanguageModelChatResponse: async () => {},
    provideTokenCount: async () => 1,
  };
  const { registerLanguageModelChatProvider: register } = vscode.lm;
  // Until 1.104 by another name.
  return register ? register('peer', provider) : vscode.lm.registerChatModelProvider('peer', provider, model);
}

async function ask(question) {
  const { content } = await vscode.lm.invokeTool('asclepius_ask', {
    input: { question },
    toolInvocationToken: undefined,
  });
  return content.map(({ value }) => value).join('');
}
